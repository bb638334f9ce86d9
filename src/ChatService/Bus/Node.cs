namespace GroupChat.Chat.Bus;

/// <summary>This process.</summary>
/// <param name="Id">Its name among others.</param>
/// <param name="IsAlone">Nobody else can write to its database: there is nobody to look out for.</param>
internal sealed record Node(NodeId Id, bool IsAlone);
