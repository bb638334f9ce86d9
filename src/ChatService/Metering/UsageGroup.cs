namespace GroupChat.Chat.Metering;

/// <summary>By what use can be told apart.</summary>
internal enum UsageGroup
{
    Day = 1,
    Room = 2,
    User = 3,
    Agent = 4,
    Model = 5,
    Kind = 6,
}
