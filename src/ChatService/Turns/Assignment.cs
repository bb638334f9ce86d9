using GroupChat.Chat.Messages;

namespace GroupChat.Chat.Turns;

/// <summary>Everything a worker needs for a run.</summary>
internal sealed record Assignment(Turn Turn, RunId Run, int Attempt, Message Question, IReadOnlyList<Message> Recent);
