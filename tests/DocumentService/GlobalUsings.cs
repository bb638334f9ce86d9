global using GroupChat.TestSupport;
