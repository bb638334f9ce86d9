namespace GroupChat.Agents.Tools;

/// <summary>Says to a model why a tool cannot do what it was asked for, in words meant for it.</summary>
/// <param name="message">Our words.</param>
/// <param name="said">What somebody outside says about it: for the model, and never for the log.</param>
internal sealed class ToolException(string message, string said = "") : Exception(message)
{
    /// <summary>It began, and nobody knows how far it came.</summary>
    public bool MayHaveActed { get; init; }

    /// <summary>All of it.</summary>
    public string Words => said.Length > 0 ? $"{Message} {said}" : Message;
}
