namespace GroupChat.Chat.Flags;

/// <summary>What became of a flag. The numbers are those of the contract, and stored.</summary>
internal enum FlagState
{
    Open = 1,
    Dismissed = 2,
    Deleted = 3,
}
