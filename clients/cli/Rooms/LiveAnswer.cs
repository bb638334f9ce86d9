using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Rooms;

/// <summary>An answer in the making.</summary>
/// <param name="message">The answer as it began.</param>
/// <param name="asker">Who asked; empty when that is not known.</param>
internal sealed class LiveAnswer(Message message, string asker)
{
    public string MessageId => message.MessageId;

    public Participant Author => message.Author;

    public string Asker => asker;

    public AnswerText Text { get; } = new();

    public static AnswerProgress Writing { get; } = new() { Phase = AnswerPhase.Generating };

    /// <summary>What the agent does; writing, until it says something else.</summary>
    public AnswerProgress Progress { get; set; } = Writing;
}
