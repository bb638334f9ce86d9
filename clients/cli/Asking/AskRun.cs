using GroupChat.Cli.Commands;
using GroupChat.Cli.Connection;
using GroupChat.Cli.Output;
using GroupChat.Cli.Rooms;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Cli.Asking;

/// <summary>
/// One question from asking to the finished answer. The question is found in the room's log by its key, and the answer by the
/// question: both survive a reconnect.
/// </summary>
internal sealed class AskRun : IAsyncDisposable
{
    /// <summary>After Ctrl-C: time for the answer to begin, if it was about to, and to be stopped.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly Client _client;
    private readonly Question _question;
    private readonly AnswerPrinter _printer;
    private readonly ConverseConnection _connection;
    private readonly AnswerText _text = new();
    private string _questionId = "";
    private string _answerId = "";

    public AskRun(Client client, Question question, AnswerPrinter printer)
    {
        (_client, _question, _printer) = (client, question, printer);
        _connection = client.Converse(question.RoomId, (_, newest, _) => Task.FromResult(new Subscription { Cursor = newest }));
    }

    /// <summary>Asks, prints the answer and says how it went.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Judge(await AnswerAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await StopAsync();
            return ExitCode.Interrupted;
        }
    }

    /// <summary>Asks and waits for the finished answer; null when the room ended before it.</summary>
    public async Task<Message?> AnswerAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _connection.Start();
        var asking = AskAsync(end.Token);
        var listening = ListenAsync(() => false, end.Token);
        try
        {
            // Listening ends with the answer; asking ends first only when the question was refused.
            if (await Task.WhenAny(asking, listening) == asking)
                await asking;
            return await listening;
        }
        finally
        {
            await end.CancelAsync();
            await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((Task)listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var post = Messages.Text(_question.RoomId, _question.Key, $"@{_question.Agent} {_question.Text}");
        var asked = await _connection.PostAsync(post, cancellationToken);
        if (asked.Mentions.Any(mentioned => mentioned.Kind == ParticipantKind.Agent))
            return;
        var nobody = $"no agent called @{_question.Agent} is in this room";
        throw new RefusedException(new(StatusCode.NotFound, "AGENT_NOT_FOUND", nobody, null));
    }

    /// <summary>Follows the room until the answer is finished, or until <paramref name="enough"/> says so (then null).</summary>
    private async Task<Message?> ListenAsync(Func<bool> enough, CancellationToken cancellationToken)
    {
        await foreach (var update in _connection.ReadAllAsync(cancellationToken))
        {
            switch (update)
            {
                case Update.Reconnecting lost:
                    _client.Status.Show($"reconnecting… ({lost.Why})");
                    break;
                case Update.Passing passing:
                    await TakeAsync(passing.Signal, cancellationToken);
                    break;
                case Update.Event happened when Take(happened.Change) is { } finished:
                    return finished;
                case Update.RoomClosed closed:
                    throw closed.ToError();
            }
            if (enough())
                return null;
        }
        return null;
    }

    /// <summary>The answer, once it is finished.</summary>
    private Message? Take(RoomEvent change)
    {
        switch (change.ChangeCase)
        {
            case RoomEvent.ChangeOneofCase.MessagePosted when IsOurs(change.MessagePosted.Message):
                _questionId = change.MessagePosted.Message.MessageId;
                return null;
            case RoomEvent.ChangeOneofCase.AnswerStarted when change.AnswerStarted.Message.Answer.QuestionMessageId == _questionId:
                _answerId = change.AnswerStarted.Message.MessageId;
                _text.CatchUp(change.AnswerStarted.Message);
                return null;
            case RoomEvent.ChangeOneofCase.AnswerFinished when change.AnswerFinished.Message.MessageId == _answerId:
                return change.AnswerFinished.Message;
            case RoomEvent.ChangeOneofCase.ToolCallRequested when change.ToolCallRequested.ToolCall is { } call && call.MessageId == _answerId:
                if (call.State == ToolCallState.WaitingForApproval)
                    _client.Note($"@{_question.Agent} {ToolCallLines.Of(call)}: decide in the room, with /approve or /refuse");
                return null;
            default:
                return null;
        }
    }

    private bool IsOurs(Message message) =>
        message.ClientMessageId == _question.Key && message.Author.UserId == _client.Session.Current?.UserId;

    private async Task TakeAsync(Signal signal, CancellationToken cancellationToken)
    {
        if (signal.AnswerProgress is { } progress && progress.MessageId == _answerId)
            _printer.Progress(progress);
        if (signal.TokenDelta is not { } delta || delta.MessageId != _answerId)
            return;
        if (!_text.Apply(delta))
            await CatchUpAsync(cancellationToken);
        _printer.Grow(_text.Text);
    }

    /// <summary>A piece was dropped on the way: asks for the text so far. When that fails, the finished answer brings it.</summary>
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetMessageRequest { RoomId = _question.RoomId, MessageId = _answerId };
            var answer = await _client.Calls.CallAsync(options => _client.Link.Chat.GetMessageAsync(request, options), cancellationToken);
            _text.CatchUp(answer.Message);
        }
        catch (Exception error) when (error is RefusedException or UnreachableServerException)
        {
            // See above.
        }
    }

    private int Judge(Message? finished)
    {
        if (finished is null)
            return ExitCode.AnswerIncomplete;
        _printer.Finish(finished);
        if (finished.Answer.State == AnswerState.Complete)
            return ExitCode.Ok;
        _client.Note($"the answer was not finished ({Phrases.Of(finished.Answer)})");
        return ExitCode.AnswerIncomplete;
    }

    private async Task StopAsync()
    {
        using var late = new CancellationTokenSource(Farewell, _client.Shell.Time);
        try
        {
            if (_answerId.Length == 0 && _questionId.Length > 0)
                await ListenAsync(() => _answerId.Length > 0, late.Token);
            if (_answerId.Length > 0)
            {
                var request = new CancelAnswerRequest { RoomId = _question.RoomId, MessageId = _answerId };
                await _client.Calls.CallAsync(options => _client.Link.Chat.CancelAnswerAsync(request, options), late.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or RpcException or RefusedException or UnreachableServerException)
        {
            _client.Note("the answer could not be stopped; it goes on without you");
        }
        _printer.EndLine();
    }
}
