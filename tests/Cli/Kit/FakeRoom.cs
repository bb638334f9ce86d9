using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>A room of the fake server: its log, its members, and who listens.</summary>
internal sealed class FakeRoom(string roomId, Lock gate)
{
    private readonly List<RoomEvent> _log = [];
    private readonly List<Member> _members = [];
    private readonly Dictionary<string, Message> _messages = [];
    private readonly List<FakeStream> _listeners = [];
    private readonly Dictionary<string, TaskCompletionSource<Message>> _awaited = [];

    public string RoomId => roomId;

    /// <summary>When everything happens, so that output can be compared.</summary>
    public static DateTimeOffset Clock { get; } = new(2030, 1, 2, 14, 3, 0, TimeSpan.Zero);

    public IReadOnlyList<RoomEvent> Log
    {
        get
        {
            lock (gate)
                return [.. _log];
        }
    }

    public IReadOnlyList<Member> Members
    {
        get
        {
            lock (gate)
                return [.. _members];
        }
    }

    public string Cursor => CursorAt(_log.Count);

    public Room ToRoom() => new()
    {
        RoomId = roomId,
        DisplayName = roomId,
        Visibility = RoomVisibility.Public,
        HeadSequence = _log.Count,
        MemberCount = _members.Count,
    };

    public Member Join(Participant who)
    {
        lock (gate)
        {
            if (_members.Find(member => member.Participant.UserId == who.UserId) is { } known)
                return known;
            var member = new Member { Participant = who, Role = MemberRole.Member, JoinTime = Timestamp.FromDateTimeOffset(Clock) };
            _members.Add(member);
            Append(new() { MemberJoined = new() { Member = member } });
            return member;
        }
    }

    public void Leave(Participant who)
    {
        lock (gate)
        {
            if (_members.RemoveAll(member => member.Participant.UserId == who.UserId) == 0)
                return;
            Append(new() { MemberLeft = new() { Participant = who } });
            foreach (var listener in _listeners.Where(listener => listener.User.UserId == who.UserId).ToList())
            {
                _listeners.Remove(listener);
                listener.Send(new() { RoomId = roomId, Unsubscribed = new() { Reason = "NOT_A_MEMBER" } });
            }
        }
    }

    public void RequireMember(Participant who)
    {
        lock (gate)
        {
            if (!_members.Exists(member => member.Participant.UserId == who.UserId))
                throw FakeErrors.NotAMember();
        }
    }

    public PostMessageResponse Post(Participant author, string text, string? key = null)
    {
        lock (gate)
        {
            key ??= $"key-{_log.Count}";
            if (_messages.Values.FirstOrDefault(known => known.ClientMessageId == key && known.Author.UserId == author.UserId) is { } first)
                return new() { Message = first, AlreadyExisted = true };
            var message = NewMessage(author, text);
            message.ClientMessageId = key;
            message.Mentions.AddRange(_members.Select(member => member.Participant)
                .Where(member => text.Contains($"@{member.DisplayName}", StringComparison.Ordinal)));
            _messages[message.MessageId] = message;
            Append(new() { MessagePosted = new() { Message = message } });
            if (_awaited.Remove(text, out var awaited))
                awaited.SetResult(message);
            return new() { Message = message, Cursor = Cursor };
        }
    }

    /// <summary>Waits until somebody has said something.</summary>
    public Task<Message> SaidAsync(string text)
    {
        lock (gate)
        {
            var said = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_messages.Values.FirstOrDefault(message => message.Parts[0].Text.Text == text) is { } already)
                said.SetResult(already);
            else
                _awaited[text] = said;
            return said.Task;
        }
    }

    /// <summary>Begins an answer; the test writes and finishes it.</summary>
    public FakeAnswer StartAnswer(Message question, string agent = "assistant")
    {
        lock (gate)
        {
            var message = NewMessage(FakeUsers.Agent(agent), "");
            message.Answer = new()
            {
                TurnId = $"turn-{message.MessageId}",
                RunId = $"run-{message.MessageId}",
                QuestionMessageId = question.MessageId,
                State = AnswerState.Generating,
            };
            _messages[message.MessageId] = message;
            Append(new() { AnswerStarted = new() { Message = message.Clone() } });
            return new(this, message, gate);
        }
    }

    public Message Message(string messageId)
    {
        lock (gate)
        {
            return _messages.GetValueOrDefault(messageId)?.Clone()
                ?? throw FakeErrors.Of(StatusCode.NotFound, "MESSAGE_NOT_FOUND", "no such message");
        }
    }

    public List<Message> Messages()
    {
        lock (gate)
            return [.. _messages.Values.OrderByDescending(message => message.Sequence).Select(message => message.Clone())];
    }

    /// <summary>Replays the log after a cursor, then goes on live, without a seam.</summary>
    public void Subscribe(FakeStream stream, Subscription subscription, string requestId)
    {
        lock (gate)
        {
            RequireMember(stream.User);
            var from = subscription.Cursor.Length > 0 ? SequenceOf(subscription.Cursor)
                : subscription.Start == StartPosition.Earliest ? 0 : _log.Count;
            _listeners.Remove(stream);
            stream.Send(new() { RoomId = roomId, RequestId = requestId, Subscribed = new() { Cursor = CursorAt(from) } });
            foreach (var change in _log.Skip(from))
                stream.Send(new() { RoomId = roomId, HeadSequence = _log.Count, Event = change });
            stream.Send(new() { RoomId = roomId, CaughtUp = new() { Cursor = Cursor } });
            _listeners.Add(stream);
        }
    }

    public void Unsubscribe(FakeStream stream) => _listeners.Remove(stream);

    public void Signal(Signal signal)
    {
        lock (gate)
        {
            foreach (var listener in _listeners)
                listener.Send(new() { RoomId = roomId, HeadSequence = _log.Count, Signal = signal });
        }
    }

    public void Append(RoomEvent change)
    {
        lock (gate)
        {
            change.RoomId = roomId;
            change.Sequence = _log.Count + 1;
            change.Cursor = CursorAt(_log.Count + 1);
            change.CommitTime = Timestamp.FromDateTimeOffset(Clock);
            _log.Add(change);
            foreach (var listener in _listeners)
                listener.Send(new() { RoomId = roomId, HeadSequence = _log.Count, Event = change });
        }
    }

    public int SequenceOf(string cursor) =>
        cursor.StartsWith($"{roomId}:", StringComparison.Ordinal) && int.TryParse(cursor[(roomId.Length + 1)..], out var sequence)
            ? sequence
            : throw FakeErrors.Of(StatusCode.InvalidArgument, "INVALID_CURSOR", "the cursor is not one of this room");

    public string CursorAt(int sequence) => $"{roomId}:{sequence}";

    private Message NewMessage(Participant author, string text)
    {
        var message = new Message
        {
            MessageId = $"{roomId}-m{_log.Count + 1}",
            RoomId = roomId,
            Sequence = _log.Count + 1,
            Author = author,
            CreateTime = Timestamp.FromDateTimeOffset(Clock),
        };
        message.Parts.Add(new ContentPart { Text = new() { Text = text } });
        return message;
    }
}
