namespace GroupChat.Agents.Tools.BuiltIn;

/// <summary>Finds messages of a room; in another service.</summary>
internal interface IMessageSearch
{
    /// <summary>Newest first; only what the asking member may see, and only of this room.</summary>
    Task<IReadOnlyList<FoundMessage>> SearchAsync(ToolCaller caller, string query, CancellationToken cancellationToken);
}
