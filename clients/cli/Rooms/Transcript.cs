using GroupChat.Cli.Output;
using GroupChat.Cli.Terminal;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Rooms;

/// <summary>
/// What a room's events become for a reader: finished lines, and answers that are still growing. An answer becomes lines once
/// it is finished, so several at once never mix.
/// </summary>
/// <param name="renderer">Makes lines for the width of the moment.</param>
internal sealed class Transcript(Func<MessageRenderer> renderer)
{
    private readonly List<LiveAnswer> _growing = [];
    private readonly Askers _askers = new();
    private List<string> _finished = [];

    /// <summary>What agents want somebody to approve.</summary>
    public WaitingCalls Waiting { get; } = new();

    /// <summary>Answers in the making, in the order they began.</summary>
    public IReadOnlyList<LiveAnswer> Growing => _growing;

    /// <summary>The answer that ended last; null before the first.</summary>
    public string? LastAnswer { get; private set; }

    /// <summary>Finished lines since the last call.</summary>
    public List<string> TakeFinished()
    {
        var finished = _finished;
        _finished = [];
        return finished;
    }

    /// <summary>What was said before, oldest first.</summary>
    public void AddHistory(IEnumerable<Message> messages)
    {
        foreach (var message in messages)
        {
            if (message.Answer?.State == AnswerState.Generating)
                Begin(message);
            else
                Say(message);
        }
    }

    public void AddNotice(string text) => Add(renderer().Notice(text));

    public void AddProblem(string text) => Add(renderer().Problem(text));

    public void Take(RoomEvent change)
    {
        switch (change.ChangeCase)
        {
            case RoomEvent.ChangeOneofCase.MemberJoined:
                AddNotice($"{change.MemberJoined.Member.Participant.DisplayName} joined");
                break;
            case RoomEvent.ChangeOneofCase.MemberLeft:
                AddNotice($"{change.MemberLeft.Participant.DisplayName} left");
                break;
            case RoomEvent.ChangeOneofCase.MessagePosted:
                Say(change.MessagePosted.Message);
                break;
            case RoomEvent.ChangeOneofCase.MessageEdited:
                Say(change.MessageEdited.Message);
                break;
            case RoomEvent.ChangeOneofCase.MessageDeleted:
                AddNotice(Phrases.Of(change.MessageDeleted));
                break;
            case RoomEvent.ChangeOneofCase.AnswerStarted:
                Begin(change.AnswerStarted.Message);
                break;
            case RoomEvent.ChangeOneofCase.AnswerRestarted:
                AddNotice($"{change.AnswerRestarted.Message.Author.DisplayName} answers again");
                Begin(change.AnswerRestarted.Message);
                break;
            case RoomEvent.ChangeOneofCase.AnswerFinished:
                _growing.RemoveAll(answer => answer.MessageId == change.AnswerFinished.Message.MessageId);
                Say(change.AnswerFinished.Message);
                break;
            default:
                if (ToolCallLines.CallOf(change) is { } call)
                    Take(call);
                break;
        }
    }

    /// <summary>Takes a signal in. Returns the id of an answer of which a piece is missing, or null.</summary>
    public string? Take(Signal signal)
    {
        switch (signal.SignalCase)
        {
            case Signal.SignalOneofCase.AnswerProgress when Find(signal.AnswerProgress.MessageId) is { } answer:
                answer.Progress = signal.AnswerProgress;
                return null;
            case Signal.SignalOneofCase.TokenDelta when Find(signal.TokenDelta.MessageId) is { } answer:
                answer.Progress = LiveAnswer.Writing;
                return answer.Text.Apply(signal.TokenDelta) ? null : answer.MessageId;
            default:
                return null;
        }
    }

    /// <summary>The text so far of an answer of which a piece was missing.</summary>
    public void CatchUp(Message message) => Find(message.MessageId)?.Text.CatchUp(message);

    /// <summary>Calls that only read are not worth a line.</summary>
    private void Take(ToolCall call)
    {
        Waiting.Take(call);
        if (call.State == ToolCallState.WaitingForApproval)
            AddNotice($"{Find(call.MessageId)?.Author.DisplayName ?? "an agent"} {ToolCallLines.Of(call)}\n/approve or /refuse");
        else if (call.ArgumentsSha256.Length > 0 || call.Effect == ToolEffect.Acts)
            AddNotice(ToolCallLines.Of(call));
    }

    private LiveAnswer? Find(string messageId) => _growing.Find(answer => answer.MessageId == messageId);

    private void Begin(Message message)
    {
        if (Find(message.MessageId) is not null)
            return;
        var answer = new LiveAnswer(message, _askers.Of(message));
        answer.Text.CatchUp(message);
        _growing.Add(answer);
        foreach (var call in message.Answer.ToolCalls.Where(call => call.State == ToolCallState.WaitingForApproval))
            Take(call);
    }

    private void Say(Message message)
    {
        _askers.Remember(message);
        if (message.Answer is not null)
            LastAnswer = message.MessageId;
        Add(renderer().Message(message, _askers.Of(message)));
    }

    private void Add(List<string> lines) => _finished.AddRange(lines);
}
