"""What is scanned before it is public: stored files, words of the administrator's packs."""
