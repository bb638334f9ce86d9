using GroupChat.Contracts.Chat.V1;
using GroupChat.Gateway.Protection;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Gateway.Tests.Protection;

/// <summary>Limits and headers over the wire.</summary>
public sealed class ProtectionNodeTests
{
    [Fact]
    public async Task Call_BeyondTheLimitOfItsCaller_IsRateLimitedWithATimeToWait()
    {
        await using var node = await StartAsync(("Limits:Caller:Burst", "2"), ("Limits:Caller:PerSecond", "0.01"));
        var chat = node.Client<ChatService.ChatServiceClient>("ada");
        await AnswersAsync(chat);
        await AnswersAsync(chat);

        var refused = await Assert.ThrowsAsync<RpcException>(() => chat.GetRoomAsync(new()).ResponseAsync.Within());

        var error = refused.ToDomainError();
        Assert.Equal((StatusCode.ResourceExhausted, "RATE_LIMITED"), (refused.StatusCode, error.Reason));
        Assert.InRange(error.RetryAfter!.Value.TotalSeconds, 1, 100);
        await AnswersAsync(node.Client<ChatService.ChatServiceClient>("bob"));
    }

    [Fact]
    public async Task Call_AfterBadCredentials_IsRateLimitedForItsAddress()
    {
        await using var node = await StartAsync(("Limits:Address:Burst", "20"), ("Limits:Address:PerSecond", "0.01"));
        var guessing = node.WithToken<ChatService.ChatServiceClient>("guess");
        for (var i = 0; i < 2; i++)
            Assert.Equal("TOKEN_INVALID", (await Assert.ThrowsAsync<RpcException>(() => guessing.GetRoomAsync(new()).ResponseAsync.Within())).ToDomainError().Reason);

        var refused = await Assert.ThrowsAsync<RpcException>(() => guessing.GetRoomAsync(new()).ResponseAsync.Within());

        Assert.Equal(("RATE_LIMITED", "address"), (refused.ToDomainError().Reason, refused.ToDomainError().Metadata["limit"]));
    }

    [Fact]
    public async Task Stream_FasterThanItsLimit_IsReadToItsEndAndNothingIsLost()
    {
        await using var node = await StartAsync(("Limits:StreamMessages:Burst", "5"), ("Limits:StreamMessages:PerSecond", "100"));
        using var talk = node.Client<ChatService.ChatServiceClient>("ada").Converse();
        for (var i = 0; i < 25; i++)
            await talk.RequestStream.WriteAsync(new() { RequestId = $"{i}" }).Within();
        await talk.RequestStream.CompleteAsync().Within();

        var answered = new List<string>();
        while (await talk.ResponseStream.MoveNext(default).Within())
            answered.Add(talk.ResponseStream.Current.Frame.RequestId);

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"{i}"), answered);
    }

    [Fact]
    public async Task Streams_BeyondTheLimit_AreRefusedUntilOneEnds()
    {
        await using var node = await StartAsync(("Limits:StreamsPerCaller", "1"));
        var chat = node.Client<ChatService.ChatServiceClient>("ada");
        using (var first = chat.Converse())
        {
            await first.RequestStream.WriteAsync(new() { RequestId = "0" }).Within();
            Assert.True(await first.ResponseStream.MoveNext(default).Within());
            using var second = chat.Converse();

            var refused = await Assert.ThrowsAsync<RpcException>(() => second.ResponseStream.MoveNext(default).Within());

            Assert.Equal("TOO_MANY_STREAMS", refused.ToDomainError().Reason);
            await first.RequestStream.CompleteAsync().Within();
            Assert.False(await first.ResponseStream.MoveNext(default).Within());
        }

        await EventuallyAsync(chat);
    }

    [Fact]
    public async Task Page_Always_HasTheHeadersThatBrowsersHeed()
    {
        await using var node = await StartAsync();
        using var http = new HttpClient { DefaultRequestVersion = new(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

        using var answer = await http.GetAsync(new Uri(node.Address + "/health/live")).Within();

        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Theory]
    [InlineData("127.0.0.0/8", "198.51.100.7")]
    [InlineData("::1", "127.0.0.1")]
    [InlineData("", "127.0.0.1")]
    public async Task ForwardedAddress_FromAProxy_IsBelievedOnlyWhereItIsTrusted(string trusted, string expected)
    {
        await using var node = await StartAsync(trusted.Length > 0 ? [("Proxies:Trusted:0", trusted)] : []);
        using var http = new HttpClient { DefaultRequestVersion = new(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.1, 198.51.100.7");

        Assert.Equal(expected, await http.GetStringAsync(new Uri(node.Address + "/address")).Within());
    }

    private static Task<TestNode> StartAsync(params (string Key, string Value)[] settings) => TestNode.StartAsync(
        builder =>
        {
            builder.Configuration["Limits:ExemptLoopback"] = "false";
            foreach (var (key, value) in settings)
                builder.Configuration[key] = value;
            builder.Services.AddSingleton<EchoChat>();
            builder.Services.AddProtection();
        },
        app =>
        {
            app.MapGroupChatService<EchoChat>();
            app.MapGet("/address", (Microsoft.AspNetCore.Http.HttpContext context) => $"{context.Connection.RemoteIpAddress}");
        });

    private static Task<GetRoomResponse> AnswersAsync(ChatService.ChatServiceClient chat) => chat.GetRoomAsync(new()).ResponseAsync.Within();

    // The place of a stream is given back when its answer is complete, which its client may see a moment earlier.
    private static async Task EventuallyAsync(ChatService.ChatServiceClient chat)
    {
        for (var tries = 0; ; tries++)
        {
            using var call = chat.Converse();
            await call.RequestStream.CompleteAsync().Within();
            try
            {
                Assert.False(await call.ResponseStream.MoveNext(default).Within());
                return;
            }
            catch (RpcException) when (tries < 1000)
            {
                await Task.Yield();
            }
        }
    }
}
