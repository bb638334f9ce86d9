namespace GroupChat.Agents.Tools;

/// <summary>Says to a model why a tool cannot do what it was asked for, in words meant for it.</summary>
internal sealed class ToolException(string message) : Exception(message);
