using Google.Rpc;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Tests.Grpc;

public sealed class ErrorMappingTests
{
    private static readonly DomainError Refusal = new(
        ErrorCode.FailedPrecondition, "ROOM_CLOSED", "the room is closed", new Dictionary<string, string> { ["room_id"] = "lobby" })
    {
        Violations = [new("text", "must not be empty"), new("room_id", "unknown")],
        RetryAfter = TimeSpan.FromMilliseconds(1500),
    };

    [Theory]
    [MemberData(nameof(CallKinds.All), MemberType = typeof(CallKinds))]
    public async Task DomainError_Thrown_ArrivesWithEveryDetail(MethodType kind)
    {
        await using var node = await ScriptedNode.StartAsync(CallKinds.Throwing(_ => Refusal));

        var fault = await CallKinds.FailAsync(node, kind);

        Assert.Equal((StatusCode.FailedPrecondition, "the room is closed"), (fault.StatusCode, fault.Status.Detail));
        Assert.True(fault.TryGetStatus(out var status));
        Assert.Equal((int)StatusCode.FailedPrecondition, status.Code);
        Assert.True(fault.TryGetErrorInfo(out var info));
        Assert.Equal(("groupchat", "ROOM_CLOSED", "lobby"), (info.Domain, info.Reason, info.Metadata["room_id"]));
        Assert.Equal(["text", "room_id"], status.Detail<BadRequest>()!.FieldViolations.Select(violation => violation.Field));
        Assert.Equal(TimeSpan.FromMilliseconds(1500), status.Detail<RetryInfo>()!.RetryDelay.ToTimeSpan());
        Assert.NotEmpty(status.Detail<RequestInfo>()!.RequestId);
    }

    [Theory]
    [MemberData(nameof(CallKinds.All), MemberType = typeof(CallKinds))]
    public async Task Fault_OfOurs_SaysNothingAndIsLoggedOnce(MethodType kind)
    {
        await using var node = await ScriptedNode.StartAsync(CallKinds.Throwing(_ => new InvalidOperationException("secret path")));
        node.Logs.Expect("CallFailed");

        var fault = await CallKinds.FailAsync(node, kind);

        Assert.Equal((StatusCode.Internal, "internal error"), (fault.StatusCode, fault.Status.Detail));
        Assert.True(fault.TryGetErrorInfo(out var info));
        Assert.Equal("INTERNAL", info.Reason);
        Assert.DoesNotContain("secret", fault.TryGetStatus(out var status) ? status.ToString() : "", StringComparison.Ordinal);
        var entry = Assert.Single(node.Logs.Entries, entry => entry.Level >= LogLevel.Error);
        Assert.Equal("secret path", entry.Exception!.Message);
        Assert.Contains(status!.Detail<RequestInfo>()!.RequestId, entry.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(CallKinds.All), MemberType = typeof(CallKinds))]
    public async Task NeighboursError_PassedOn_KeepsItsReason(MethodType kind)
    {
        var script = CallKinds.Throwing(_ => RpcFault.Of(Refusal, "theirs"));
        await using var node = await ScriptedNode.StartAsync(script);

        var fault = await CallKinds.FailAsync(node, kind);

        var error = fault.ToDomainError();
        Assert.Equal((Refusal.Code, Refusal.Reason, Refusal.Message), (error.Code, error.Reason, error.Message));
        Assert.Equal(Refusal.Metadata, error.Metadata);
        Assert.Equal(Refusal.RetryAfter, error.RetryAfter);
        Assert.Equal(Refusal.Violations, error.Violations);
    }

    [Fact]
    public async Task TransportFailure_PassedOn_HidesItsText()
    {
        var script = CallKinds.Throwing(_ =>
            new RpcException(new(StatusCode.Unavailable, "connecting to /run/secret.sock", new IOException("refused"))));
        await using var node = await ScriptedNode.StartAsync(script);

        var error = (await CallKinds.FailAsync(node, MethodType.Unary)).ToDomainError();

        Assert.Equal((ErrorCode.Unavailable, "UNAVAILABLE"), (error.Code, error.Reason));
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(CallKinds.All), MemberType = typeof(CallKinds))]
    public async Task Deadline_Passed_IsDeadlineExceeded(MethodType kind)
    {
        var (begun, ended) = (false, new TaskCompletionSource());
        var script = new Script
        {
            Unary = async (_, context) => await WaitAsync<GetRoomResponse>(context),
            ClientStream = async (_, context) => await WaitAsync<Contracts.Document.V1.UploadDocumentResponse>(context),
            ServerStream = (_, _, context) => WaitAsync<object>(context),
            Duplex = (_, _, context) => WaitAsync<object>(context),
        };
        await using var node = await ScriptedNode.StartAsync(script);

        // On a busy machine a deadline may pass before the call has reached the handler: later ones are given more time.
        for (var limit = TimeSpan.FromMilliseconds(300); !Volatile.Read(ref begun); limit *= 2)
        {
            var fault = await CallKinds.FailAsync(node, kind, new(deadline: TimeProvider.System.GetUtcNow().UtcDateTime + limit));
            Assert.Equal(StatusCode.DeadlineExceeded, fault.StatusCode);
        }
        await ended.Task.Within();

        async Task<T> WaitAsync<T>(ServerCallContext context)
        {
            using var _ = context.CancellationToken.Register(() => ended.TrySetResult());
            Volatile.Write(ref begun, true);
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            throw new InvalidOperationException();
        }
    }

    [Theory]
    [MemberData(nameof(CallKinds.All), MemberType = typeof(CallKinds))]
    public async Task BrokenConnection_NoticedByARead_IsNoFaultOfOurs(MethodType kind)
    {
        // As a pipe hands it on that was closed with it: no word of the server's in its stack.
        var script = CallKinds.Throwing(_ => new IOException("The request stream was aborted.", new ConnectionAbortedException("faulted")));
        await using var node = await ScriptedNode.StartAsync(script);

        var fault = await CallKinds.FailAsync(node, kind);

        Assert.Equal(StatusCode.Cancelled, fault.StatusCode);
        Assert.DoesNotContain(node.Logs.Entries, entry => entry.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task Call_CancelledByTheClient_IsNoFaultOfOurs()
    {
        var (entered, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        var script = new Script
        {
            Duplex = async (frames, answers, context) =>
            {
                entered.SetResult();
                using var _ = context.CancellationToken.Register(ended.SetResult);
                await ended.Task;
                // A write that comes too late: the server package refuses it with InvalidOperationException.
                await answers.WriteAsync(new(), CancellationToken.None);
            },
        };
        await using var node = await ScriptedNode.StartAsync(script);

        using (var call = node.Client<ChatService.ChatServiceClient>("alice").Converse())
            await entered.Task.Within();

        await ended.Task.Within();
        await node.StopAsync().Within();
        Assert.DoesNotContain(node.Logs.Entries, entry => entry.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task Handler_ThrowsCancellationOfItsOwn_IsFault()
    {
        await using var node = await ScriptedNode.StartAsync(CallKinds.Throwing(_ => new OperationCanceledException()));
        node.Logs.Expect("CallFailed");

        Assert.Equal(StatusCode.Internal, (await CallKinds.FailAsync(node, MethodType.Unary)).StatusCode);
    }
}
