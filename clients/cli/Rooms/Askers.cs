using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Rooms;

/// <summary>Who said the latest messages, so that an answer can be shown as an answer to somebody.</summary>
internal sealed class Askers
{
    private const int Limit = 500;

    private readonly Dictionary<string, string> _names = [];
    private readonly Queue<string> _order = new();

    public void Remember(Message message)
    {
        if (!_names.TryAdd(message.MessageId, message.Author.DisplayName))
            return;
        _order.Enqueue(message.MessageId);
        if (_order.Count > Limit)
            _names.Remove(_order.Dequeue());
    }

    /// <summary>Who asked what this message answers; empty when it is no answer, or one to something long ago.</summary>
    public string Of(Message message) => _names.GetValueOrDefault(message.Answer?.QuestionMessageId ?? "") ?? "";
}
