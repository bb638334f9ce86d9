namespace GroupChat.Chat.ToolCalls;

/// <summary>What calling a tool does beyond its result. The numbers are those of the contract.</summary>
internal enum ToolEffect
{
    Reads = 1,
    Sends = 2,
    Acts = 3,
}
