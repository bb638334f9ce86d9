namespace GroupChat.Chat.Log;

/// <summary>An event as the log holds it: its bytes are shared by all who send them and never changed.</summary>
internal readonly record struct StoredEvent(long Sequence, byte[] Payload);
