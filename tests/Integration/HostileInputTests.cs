using Google.Protobuf;
using Google.Rpc;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace GroupChat.Integration.Tests;

/// <summary>Bad input over the wire: each a typed status with ErrorInfo, and the server carries on.</summary>
public sealed class HostileInputTests(HostileInputTests.Fixture fixture) : IClassFixture<HostileInputTests.Fixture>
{
    private const string Room = "hostile";

    private ChatService.ChatServiceClient Chat => fixture.Member.Chat(fixture.Channel);

    [Fact]
    public Task Post_UnknownRoom_IsRoomNotFound() => FailsAsync(StatusCode.NotFound, "ROOM_NOT_FOUND", PostAsync("no-such-room", "m", "hello"));

    [Fact]
    public async Task Post_NotAMember_IsNotAMember()
    {
        var stranger = await Person.SignInAsync(fixture.Channel, "stranger");
        await FailsAsync(StatusCode.PermissionDenied, "NOT_A_MEMBER", stranger.PostAsync(fixture.Channel, Room, "m", "hello"));
    }

    [Theory]
    [InlineData("", "MESSAGE_EMPTY")]
    [InlineData(" \n\t ", "MESSAGE_EMPTY")]
    public Task Post_EmptyText_IsMessageEmpty(string text, string reason) => FailsAsync(StatusCode.InvalidArgument, reason, PostAsync(Room, "empty", text));

    [Fact]
    public async Task Post_TextAtAndOverTheLimit_IsAcceptedAndRefused()
    {
        await PostAsync(Room, "limit", new string('x', 32768));
        var error = await FailsAsync(StatusCode.InvalidArgument, "MESSAGE_TOO_LARGE", PostAsync(Room, "over", new string('x', 32769)));
        Assert.Equal("32768", error.Metadata["max_bytes"]);
    }

    [Fact]
    public Task Post_InvalidUtf8_IsInvalidMessage() =>
        FailsAsync(StatusCode.InvalidArgument, "INVALID_MESSAGE", RawAsync(
            "groupchat.chat.v1.ChatService", "PostMessage", Person.Post(Room, "utf8", "AB").ToByteArray(), bytes => bytes[bytes.AsSpan().LastIndexOf("AB"u8)] = 0xFF));

    [Fact]
    public Task Post_NotProtobufAtAll_IsInvalidMessage() =>
        FailsAsync(StatusCode.InvalidArgument, "INVALID_MESSAGE", RawAsync("groupchat.chat.v1.ChatService", "PostMessage", [0x0A, 0xFF, 0xFF, 0x01], _ => { }));

    [Fact]
    public async Task Watch_CursorOfAnotherRoom_IsInvalidCursor()
    {
        var other = await Chat.CreateRoomAsync(new() { RoomId = "hostile-other" }, fixture.Member.Headers);
        await FailsAsync(StatusCode.InvalidArgument, "INVALID_CURSOR", WatchAsync(other.Cursor));
    }

    [Fact]
    public async Task Watch_TamperedCursor_IsInvalidCursor()
    {
        var cursor = (await Chat.JoinRoomAsync(new() { RoomId = Room }, fixture.Member.Headers)).Cursor;
        for (var place = 0; place < cursor.Length; place++)
        {
            var tampered = cursor[..place] + (cursor[place] == 'A' ? 'B' : 'A') + cursor[(place + 1)..];
            await FailsAsync(StatusCode.InvalidArgument, "INVALID_CURSOR", WatchAsync(tampered));
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("ÄÖÜ🐍")]
    [InlineData("====")]
    public Task Watch_GarbageCursor_IsInvalidCursor(string cursor) => FailsAsync(StatusCode.InvalidArgument, "INVALID_CURSOR", WatchAsync(cursor));

    [Fact]
    public async Task Converse_FrameBeforeOpen_IsFirstFrameNotOpen() =>
        await FailsAsync(StatusCode.InvalidArgument, "FIRST_FRAME_NOT_OPEN", ConverseAsync(new ConverseRequest { Ping = new() }));

    [Fact]
    public async Task Converse_TwoOpens_IsAlreadyOpen() =>
        await FailsAsync(StatusCode.FailedPrecondition, "ALREADY_OPEN", ConverseAsync(new() { Open = new() }, new() { Open = new() }));

    [Fact]
    public async Task Converse_EmptyFrame_IsFrameEmpty() =>
        await FailsAsync(StatusCode.InvalidArgument, "FRAME_EMPTY", ConverseAsync(new() { Open = new() }, new() { RequestId = "nothing" }));

    [Fact]
    public async Task Converse_FailedRequest_IsErrorFrameAndStreamGoesOn()
    {
        using var call = Chat.Converse(fixture.Member.Headers, Person.Soon);
        await call.RequestStream.WriteAsync(new() { Open = new() });
        await call.RequestStream.WriteAsync(new() { RequestId = "bad", Post = new() { Message = Person.Post("no-such-room", "m", "hello") } });
        await call.RequestStream.WriteAsync(new() { RequestId = "ping", Ping = new() });

        var answers = new Dictionary<string, ServerFrame>();
        while (answers.Count < 2 && await call.ResponseStream.MoveNext(default))
        {
            if (call.ResponseStream.Current.Frame is { RequestId.Length: > 0 } frame)
                answers[frame.RequestId] = frame;
        }
        Assert.Equal("ROOM_NOT_FOUND", answers["bad"].Error.Status.Details.Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>().Reason);
        Assert.Equal(ServerFrame.FrameOneofCase.Pong, answers["ping"].FrameCase);
    }

    [Fact]
    public Task Upload_OverTheLimit_IsDocumentTooLarge() =>
        FailsAsync(StatusCode.ResourceExhausted, "DOCUMENT_TOO_LARGE", UploadAsync(Header("big.txt"), Enumerable.Repeat(new string('x', 1 << 20), 11)));

    [Fact]
    public Task Upload_CutOffHalfWay_IsUploadIncomplete() =>
        FailsAsync(StatusCode.InvalidArgument, "UPLOAD_INCOMPLETE", UploadAsync(new() { RoomId = Room, FileName = "half.md", SizeBytes = 100 }, ["only this"]));

    [Fact]
    public async Task Upload_StreamBrokenOff_LeavesNothing()
    {
        var documents = fixture.Member.Documents(fixture.Channel);
        using (var call = documents.UploadDocument(fixture.Member.Headers, Person.Soon))
        {
            await call.RequestStream.WriteAsync(new() { Header = Header("broken-off.md") });
            await call.RequestStream.WriteAsync(new() { Data = new() { Bytes = ByteString.CopyFromUtf8("# Gone") } });
        }

        var listed = await documents.ListDocumentsAsync(new() { RoomId = Room }, fixture.Member.Headers);
        Assert.DoesNotContain(listed.Documents, document => document.FileName == "broken-off.md");
    }

    [Theory]
    [InlineData("report.pdf", "%PDF-1.7\nxx")]
    [InlineData("archive.zip", "PK\u0003\u0004xxxxxxxx")]
    [InlineData("program", "\u007fELF\u0002\u0001\u0001\u0000\u0000\u0000")]
    public Task Upload_UnknownType_IsUnsupportedMediaType(string name, string content) =>
        FailsAsync(StatusCode.InvalidArgument, "UNSUPPORTED_MEDIA_TYPE", UploadAsync(Header(name), [content]));

    [Fact]
    public async Task Upload_DataBeforeHeader_IsInvalidFrame()
    {
        using var call = fixture.Member.Documents(fixture.Channel).UploadDocument(fixture.Member.Headers, Person.Soon);
        await call.RequestStream.WriteAsync(new() { Data = new() { Bytes = ByteString.CopyFromUtf8("x") } });
        await call.RequestStream.CompleteAsync();
        await FailsAsync(StatusCode.InvalidArgument, "INVALID_FRAME", call.ResponseAsync);
    }

    [Theory]
    [InlineData("Bearer nonsense", "TOKEN_INVALID")]
    [InlineData("Basic dXNlcjpwYXNz", "TOKEN_INVALID")]
    [InlineData("Service wrong", "TOKEN_INVALID")]
    public Task Call_BadToken_IsUnauthenticated(string authorization, string reason) =>
        FailsAsync(StatusCode.Unauthenticated, reason, Chat.ListRoomsAsync(new(), new Metadata { { "authorization", authorization } }, Person.Soon).ResponseAsync);

    [Fact]
    public Task VectorService_AsAPerson_NeedsServiceIdentity() =>
        FailsAsync(StatusCode.PermissionDenied, "SERVICE_IDENTITY_REQUIRED", new Contracts.Vector.V1.VectorService.VectorServiceClient(fixture.Channel)
            .ListCollectionsAsync(new(), fixture.Member.Headers, Person.Soon).ResponseAsync);

    private static UploadHeader Header(string name) => new() { RoomId = Room, FileName = name };

    private Task<Message> PostAsync(string room, string id, string text) => fixture.Member.PostAsync(fixture.Channel, room, id, text);

    private async Task WatchAsync(string cursor)
    {
        using var watch = Chat.WatchRooms(new() { Subscriptions = { new Subscription { RoomId = Room, Cursor = cursor } } }, fixture.Member.Headers, Person.Soon);
        await watch.ResponseStream.MoveNext(default);
    }

    private async Task ConverseAsync(params ConverseRequest[] frames)
    {
        using var call = Chat.Converse(fixture.Member.Headers, Person.Soon);
        foreach (var frame in frames)
            await call.RequestStream.WriteAsync(frame);
        while (await call.ResponseStream.MoveNext(default))
        {
        }
    }

    private async Task UploadAsync(UploadHeader header, IEnumerable<string> pieces)
    {
        using var call = fixture.Member.Documents(fixture.Channel).UploadDocument(fixture.Member.Headers, Person.Soon);
        try
        {
            await call.RequestStream.WriteAsync(new() { Header = header });
            foreach (var piece in pieces)
                await call.RequestStream.WriteAsync(new() { Data = new() { Bytes = ByteString.CopyFrom(piece, System.Text.Encoding.Latin1) } });
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception cut) when (cut is RpcException or InvalidOperationException)
        {
            // The server may answer before everything is sent; the answer is what counts.
        }
        await call;
    }

    /// <summary>A unary call whose request bytes are bent on the way out.</summary>
    private async Task RawAsync(string service, string method, byte[] request, Action<byte[]> bend)
    {
        bend(request);
        var bytes = Marshallers.Create(value => value, value => value);
        var raw = new Method<byte[], byte[]>(MethodType.Unary, service, method, bytes, bytes);
        await fixture.Channel.CreateCallInvoker().AsyncUnaryCall(raw, null, new CallOptions(fixture.Member.Headers, Person.Soon), request);
    }

    private async Task<ErrorInfo> FailsAsync(StatusCode code, string reason, Task call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.True(error.StatusCode == code, error.ToString());
        var status = Google.Rpc.Status.Parser.ParseFrom(error.Trailers.GetValueBytes("grpc-status-details-bin")!);
        var info = status.Details.Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>();
        Assert.Equal(("groupchat", reason), (info.Domain, info.Reason));
        Assert.Equal("hello", (await PostAsync(Room, "carries-on", "hello")).Parts[0].Text.Text);
        return info;
    }

    public sealed class Fixture : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-hostile-").FullName;
        private GatewayProcess _gateway = null!;

        internal GrpcChannel Channel { get; private set; } = null!;

        internal Person Member { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            _gateway = await GatewayProcess.StartNewAsync(_folder);
            Channel = _gateway.Connect();
            Member = await Person.SignInAsync(Channel, "member");
            await Member.Chat(Channel).CreateRoomAsync(new() { RoomId = Room }, Member.Headers);
        }

        public async Task DisposeAsync()
        {
            Channel.Dispose();
            await _gateway.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
