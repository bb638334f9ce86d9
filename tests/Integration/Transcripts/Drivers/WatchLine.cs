using Google.Protobuf;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Integration.Tests.Transcripts.Drivers;

/// <summary>A stream that only listens, and calls beside it to talk: for protocols that cannot stream both ways.</summary>
internal sealed class WatchLine : Line
{
    private readonly IDriver _driver;
    private readonly string _token;

    public WatchLine(IDriver driver, string token, Func<CancellationToken, IAsyncEnumerable<ServerFrame>> frames)
    {
        (_driver, _token) = (driver, token);
        Begin(frames);
    }

    public override Task<PostMessageResponse> PostAsync(PostMessageRequest post) => CallAsync<PostMessageResponse>(post);

    public override async Task<Message> CancelAsync(CancelAnswerRequest answer) => (await CallAsync<CancelAnswerResponse>(answer)).Message;

    public override Task<RegenerateAnswerResponse> RegenerateAsync(RegenerateAnswerRequest answer) => CallAsync<RegenerateAnswerResponse>(answer);

    public override async Task<ToolCall> ApproveAsync(ApproveToolCallRequest call) => (await CallAsync<ApproveToolCallResponse>(call)).ToolCall;

    public override async Task<ToolCall> RefuseAsync(RefuseToolCallRequest call) => (await CallAsync<RefuseToolCallResponse>(call)).ToolCall;

    public override Task TypeAsync(SendTypingRequest typing) => CallAsync<SendTypingResponse>(typing);

    public override Task MarkAsync(MoveMarksRequest marks) => CallAsync<MoveMarksResponse>(marks);

    protected override ValueTask DropAsync() => default;

    private async Task<T> CallAsync<T>(IMessage request) => (T)await _driver.CallAsync(Contract.MethodOf(request), request, _token);
}
