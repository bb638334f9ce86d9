using GroupChat.Cli.Commands;
using GroupChat.Cli.Connection;
using GroupChat.Cli.Documents;
using GroupChat.Cli.Terminal;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Rooms;

/// <summary>What the person types.</summary>
internal sealed partial class InteractiveRoom
{
    private const string Help = """
        /stop            stop the answer that is being written
        /again           have the newest answer made again
        /approve         let an agent do what it asks for (the oldest that waits)
        /refuse          do not
        /members         who is here
        /upload FILE     add a file to the room's documents
        /scrape URL      add a web page to the room's documents
        /quit            leave (Ctrl-D and Ctrl-C do too)
        @assistant ...   ask the room's agent
        //...            say something that begins with a slash
        """;

    private Task _background = Task.CompletedTask;

    private async Task ReadKeysAsync(CancellationToken cancellationToken)
    {
        await foreach (var key in _terminal.Keys.ReadAllAsync(cancellationToken))
            await _loop.PostAsync(() => Press(key), cancellationToken);
    }

    private void Press(ConsoleKeyInfo key)
    {
        switch (_editor.Press(key))
        {
            case EditorAction.Edited:
                _notifier.Edited(_editor.Text);
                break;
            case EditorAction.Submit:
                Submit(_editor.Take());
                break;
            case EditorAction.Redraw:
                _redraw = true;
                break;
            case EditorAction.Leave:
                _leave.Cancel();
                break;
        }
    }

    private void Submit(string line)
    {
        _notifier.Sent();
        if (line.StartsWith("//", StringComparison.Ordinal))
            Say(line[1..]);
        else if (line[0] == '/')
            Obey(line);
        else
            Say(line);
    }

    private void Say(string text)
    {
        var post = Messages.Text(_roomId, _client.NewKey(), text);
        _pending.Add(post.ClientMessageId, text);
        InBackground(
            async stop => await _connection.PostAsync(post, stop),
            failure =>
            {
                _pending.Remove(post.ClientMessageId);
                _transcript.AddProblem($"not sent: {text}\n{failure}");
            });
    }

    private void Obey(string line)
    {
        var space = line.IndexOf(' ');
        var (command, argument) = space < 0 ? (line, "") : (line[..space], line[space..].Trim());
        switch (command)
        {
            case "/quit":
                _leave.Cancel();
                break;
            case "/help":
                _transcript.AddNotice(Help);
                break;
            case "/stop":
                Stop();
                break;
            case "/again":
                Again();
                break;
            case "/approve":
                Decide(approve: true);
                break;
            case "/refuse":
                Decide(approve: false);
                break;
            case "/members":
                InBackground(ShowMembersAsync);
                break;
            case "/upload" when argument.Length > 0:
                _transcript.AddNotice($"uploading {argument}…");
                var upload = new FileUpload(_roomId, argument, _client.NewKey());
                InBackground(async stop => Show(await _client.Documents.UploadAsync(upload, new Progress<long>(), stop)));
                break;
            case "/scrape" when argument.Length > 0:
                _transcript.AddNotice($"reading {argument}…");
                InBackground(async stop => Show(await _client.Documents.ScrapeAsync(_roomId, _client.NewKey(), argument, stop)));
                break;
            default:
                _transcript.AddProblem($"{line} is not a command; /help lists them");
                break;
        }
    }

    private void Stop()
    {
        if (_transcript.Growing is [.., var newest])
            InBackground(async stop => await _connection.CancelAnswerAsync(_roomId, newest.MessageId, stop));
        else
            _transcript.AddNotice("no answer is being written");
    }

    private void Again()
    {
        if (_transcript.LastAnswer is not { } answer)
        {
            _transcript.AddNotice("nothing was answered yet");
            return;
        }

        var request = new RegenerateAnswerRequest { RoomId = _roomId, MessageId = answer, RequestId = _client.NewKey() };
        InBackground(async stop => await _client.Calls.CallAsync(options => _client.Link.Chat.RegenerateAnswerAsync(request, options), stop));
    }

    private async Task ShowMembersAsync(CancellationToken cancellationToken)
    {
        var members = await RoomCommands.ListMembersAsync(_client, _roomId, cancellationToken);
        var names = members.Select(member => member.Participant)
            .Select(who => who.Kind == ParticipantKind.Agent ? $"{who.DisplayName} (agent)" : who.DisplayName);
        Post(() => _transcript.AddNotice($"here: {string.Join(", ", names)}"));
    }

    private void Show(Contracts.Document.V1.Document document) => Post(() => _transcript.AddNotice(DocumentLines.Of(document)));

    /// <summary>A piece of an answer was dropped on the way: asks for the text so far.</summary>
    private void Fetch(string messageId) => InBackground(
        async stop =>
        {
            var request = new GetMessageRequest { RoomId = _roomId, MessageId = messageId };
            var answer = await _client.Calls.CallAsync(options => _client.Link.Chat.GetMessageAsync(request, options), stop);
            Post(() => _transcript.CatchUp(answer.Message));
        },
        // The finished answer brings the whole text anyway.
        _ => { });

    private void InBackground(Func<CancellationToken, Task> work) => InBackground(work, failure => _transcript.AddProblem(failure));

    /// <summary>Does something that takes time while the loop goes on; leaving waits for it to stop.</summary>
    private void InBackground(Func<CancellationToken, Task> work, Action<string> failed) =>
        _background = Task.WhenAll(_background, RunInBackgroundAsync(work, failed));

    private async Task RunInBackgroundAsync(Func<CancellationToken, Task> work, Action<string> failed)
    {
        try
        {
            await work(_leave.Token);
        }
        catch (OperationCanceledException)
        {
            // The person left.
        }
        catch (Exception failure) when (
            failure is RefusedException or UnreachableServerException or IOException or UnauthorizedAccessException)
        {
            Post(() => failed(failure.Message));
        }
    }
}
