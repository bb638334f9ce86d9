namespace GroupChat.Chat.Metering;

/// <summary>Whose quota it is. The numbers are stored.</summary>
internal enum QuotaOf
{
    User = 1,
    Room = 2,
}
