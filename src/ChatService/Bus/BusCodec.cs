using System.Buffers;
using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Bus;

/// <summary>
/// Many notes as one message: version, sender, then each note after its length, so that a node that does not know a kind passes over
/// it. Nodes of neighbouring versions talk while a deployment rolls: kinds and fields are only ever added.
/// </summary>
internal static class BusCodec
{
    private const byte Version = 1;

    private enum Kind : byte
    {
        Appended = 1,
        Typing = 2,
        Presence = 3,
        Text = 4,
        Asked = 5,
        TurnWaits = 6,
        TurnEnded = 7,
        StopAsked = 8,
        CallDecided = 9,
    }

    public static byte[] Encode(NodeId sender, IEnumerable<BusNote> notes)
    {
        var message = new ArrayBufferWriter<byte>(1024);
        message.Write([Version]);
        var writer = new NoteWriter(message);
        writer.Id(sender.Value);
        var body = new ArrayBufferWriter<byte>(1024);
        foreach (var note in notes)
        {
            body.ResetWrittenCount();
            Write(new NoteWriter(body), note);
            writer.Bytes(body.WrittenSpan);
        }

        return message.WrittenSpan.ToArray();
    }

    /// <summary>The notes of a message; none when it is our own.</summary>
    /// <exception cref="FormatException">Not a message of this version.</exception>
    public static List<BusNote> Decode(NodeId self, ReadOnlySpan<byte> message)
    {
        if (message.Length < 1 || message[0] != Version)
            throw new FormatException("not a message of this version");
        var reader = new NoteReader(message[1..]);
        var notes = new List<BusNote>();
        if (reader.Id() == self.Value)
            return notes;
        while (!reader.IsEmpty)
        {
            if (Read(new NoteReader(reader.Bytes())) is { } note)
                notes.Add(note);
        }

        return notes;
    }

    private static void Write(NoteWriter to, BusNote note)
    {
        switch (note)
        {
            case BusNote.Appended appended:
                Begin(to, Kind.Appended, note);
                to.Number(appended.Events.Count);
                foreach (var (sequence, payload) in appended.Events)
                {
                    to.Number(sequence);
                    to.Bytes(payload);
                }

                break;
            case BusNote.Typing typing:
                Begin(to, Kind.Typing, note);
                to.Person(typing.Who);
                to.Flag(typing.IsTyping);
                break;
            case BusNote.Presence presence:
                Begin(to, Kind.Presence, note);
                to.Id(presence.Node.Value);
                to.Number(presence.Version);
                to.Number(presence.Who.Count);
                foreach (var who in presence.Who)
                    to.Person(who);
                break;
            case BusNote.AnswerText text:
                Begin(to, Kind.Text, note);
                to.Id(text.Answer.Value);
                to.Id(text.Run?.Value ?? Guid.Empty);
                to.Number(text.Attempt);
                to.Number((int)text.Phase);
                to.Number(text.Offset);
                to.Bytes(text.Text.Span);
                to.Id(text.Turn?.Value ?? Guid.Empty);
                to.Number(text.Wait.QueuePosition is { } place ? place + 1 : 0);
                to.Number(text.Wait.Read);
                to.Number(text.Wait.Total);
                break;
            default:
                WriteRest(to, note);
                break;
        }
    }

    private static void WriteRest(NoteWriter to, BusNote note)
    {
        switch (note)
        {
            case BusNote.Asked:
                Begin(to, Kind.Asked, note);
                break;
            case BusNote.TurnWaits:
                Begin(to, Kind.TurnWaits, note);
                break;
            case BusNote.TurnEnded ended:
                Begin(to, Kind.TurnEnded, note);
                to.Id(ended.Turn.Value);
                break;
            case BusNote.StopAsked stop:
                Begin(to, Kind.StopAsked, note);
                to.Id(stop.Turn.Value);
                to.Person(stop.By);
                break;
            case BusNote.CallDecided:
                Begin(to, Kind.CallDecided, note);
                break;
            default:
                throw new InvalidOperationException($"No kind for {note.GetType().Name}.");
        }
    }

    private static void Begin(NoteWriter to, Kind kind, BusNote note)
    {
        to.Number((byte)kind);
        to.Text(note.Room?.Value ?? "");
    }

    private static BusNote? Read(NoteReader from)
    {
        var kind = (Kind)from.Number();
        var room = new RoomId(from.Text());
        return kind switch
        {
            Kind.Appended => new BusNote.Appended(room, ReadEvents(ref from)),
            Kind.Typing => new BusNote.Typing(room, from.Person(), from.Flag()),
            Kind.Presence => new BusNote.Presence(room, new NodeId(from.Id()), from.Number(), ReadPeople(ref from)),
            Kind.Text => new BusNote.AnswerText(
                room, null, new MessageId(from.Id()), RunOf(from.Id()), (int)from.Number(), (AnswerPhase)from.Number(), (int)from.Number(),
                from.Bytes().ToArray())
            { Turn = TurnOf(ref from), Wait = WaitOf(ref from) },
            Kind.Asked => new BusNote.Asked(room),
            Kind.TurnWaits => new BusNote.TurnWaits(),
            Kind.TurnEnded => new BusNote.TurnEnded(new TurnId(from.Id())),
            Kind.StopAsked => new BusNote.StopAsked(new TurnId(from.Id()), from.Person()),
            Kind.CallDecided => new BusNote.CallDecided(),
            _ => null,
        };
    }

    // Nodes of the version before say nothing of it.
    private static TurnId? TurnOf(ref NoteReader from) => !from.IsEmpty && from.Id() is var id && id != Guid.Empty ? new TurnId(id) : null;

    private static ModelWait WaitOf(ref NoteReader from) =>
        from.IsEmpty ? default : new(from.Number() is > 0 and var place ? (int)place - 1 : null, (int)from.Number(), (int)from.Number());

    private static RunId? RunOf(Guid id) => id == Guid.Empty ? null : new RunId(id);

    private static List<StoredEvent> ReadEvents(ref NoteReader from)
    {
        var events = new List<StoredEvent>();
        for (var left = from.Count(); left > 0; left--)
            events.Add(new(from.Number(), from.Bytes().ToArray()));
        return events;
    }

    private static List<Participant> ReadPeople(ref NoteReader from)
    {
        var people = new List<Participant>();
        for (var left = from.Count(); left > 0; left--)
            people.Add(from.Person());
        return people;
    }
}
