"""How days are written in each language (Django's FORMAT_MODULE_PATH), where Django's own way is not ours."""
