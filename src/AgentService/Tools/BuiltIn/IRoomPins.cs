namespace GroupChat.Agents.Tools.BuiltIn;

/// <summary>Pins messages of a room; in another service.</summary>
internal interface IRoomPins
{
    /// <summary>As the agent, in the caller's room. What is pinned already stays so.</summary>
    Task PinAsync(ToolCaller caller, string messageId, CancellationToken cancellationToken);
}
