namespace GroupChat.Chat.Flags;

/// <summary>What is wrong with a message. The numbers are those of the contract, and stored.</summary>
internal enum FlagReason
{
    Spam = 1,
    Harassment = 2,
    Illegal = 3,
    PersonalData = 4,
    Other = 5,
}
