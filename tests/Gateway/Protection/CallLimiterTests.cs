using System.Net;
using GroupChat.Gateway.Protection;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Http;

namespace GroupChat.Gateway.Tests.Protection;

public sealed class CallLimiterTests
{
    private const string Method = "groupchat.chat.v1.ChatService/PostMessage";
    private readonly ManualTimeProvider _time = new();
    private readonly LimitOptions _options = new();

    public CallLimiterTests()
    {
        (_options.Address.PerSecond, _options.Address.Burst) = (1, 5);
        (_options.Caller.PerSecond, _options.Caller.Burst) = (1, 3);
    }

    [Fact]
    public void Arrive_TooOftenFromOneAddress_IsRateLimitedAndOthersAreNot()
    {
        var limiter = Limiter();
        Assert.Equal(5, Enumerable.Range(0, 9).Count(_ => Arrives(limiter, "192.0.2.1")));

        Assert.True(Arrives(limiter, "192.0.2.2"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(Arrives(limiter, "192.0.2.1"));
    }

    [Fact]
    public void Arrive_FromManyAddressesOfOneNetwork_CountsAsOne()
    {
        var limiter = Limiter();

        Assert.Equal(5, Enumerable.Range(1, 9).Count(i => Arrives(limiter, $"2001:db8:0:1::{i}")));

        Assert.True(Arrives(limiter, "2001:db8:0:2::1"));
        Assert.True(Arrives(limiter, "::ffff:192.0.2.1"));
    }

    [Fact]
    public void Arrive_AfterRefusedCredentials_IsLimitedSooner()
    {
        var limiter = Limiter();

        limiter.NoteRefusal(From("192.0.2.1"));

        Assert.False(Arrives(limiter, "192.0.2.1"));
    }

    [Theory]
    [InlineData("127.0.0.1", null, true)]
    [InlineData("::1", null, true)]
    [InlineData(null, null, true)]
    [InlineData("127.0.0.1", "X-Forwarded-For", false)]
    [InlineData("127.0.0.1", "Forwarded", false)]
    [InlineData("127.0.0.1", "Via", false)]
    [InlineData("192.0.2.1", null, false)]
    public void Arrive_FromThisMachine_IsFreeUnlessAProxyHandsItOn(string? address, string? header, bool isFree)
    {
        var limiter = Limiter();

        Assert.Equal(isFree, Enumerable.Range(0, 20).All(_ => Arrives(limiter, address, header)));
    }

    [Fact]
    public void Arrive_HandedOnAndThenWithoutTheHeader_IsStillLimited()
    {
        var limiter = Limiter();
        var outer = From("127.0.0.1", "X-Forwarded-For");
        HandedOn.Mark(outer);
        outer.Request.Headers.Clear();

        Assert.Throws<DomainError>(() =>
        {
            for (var i = 0; i < 20; i++)
                limiter.Arrive(outer);
        });
    }

    [Fact]
    public void Arrive_FromThisMachineThatIsNotExempt_IsLimited()
    {
        _options.ExemptLoopback = false;
        var limiter = Limiter();

        Assert.Equal(5, Enumerable.Range(0, 9).Count(_ => Arrives(limiter, "127.0.0.1")));
    }

    [Fact]
    public async Task Admit_TooOftenByOneSession_IsRateLimitedFromWhateverAddress()
    {
        var limiter = Limiter();
        var ada = Caller.User("ada", "Ada", "s1");
        for (var i = 0; i < 3; i++)
            await limiter.AdmitAsync(From($"192.0.2.{i}"), ada, Method);

        var error = await Assert.ThrowsAsync<DomainError>(async () => await limiter.AdmitAsync(From("192.0.2.9"), ada, Method));

        Assert.Equal((ErrorCode.ResourceExhausted, "RATE_LIMITED", "caller"), (error.Code, error.Reason, error.Metadata["limit"]));
        Assert.Equal(TimeSpan.FromSeconds(1), error.RetryAfter);
        await limiter.AdmitAsync(From("192.0.2.1"), Caller.User("ada", "Ada", "s2"), Method);
        await limiter.AdmitAsync(From("192.0.2.1"), Caller.User("bot", "Bot") with { KeyId = "k" }, Method);
    }

    [Fact]
    public async Task Admit_OurOwnServices_AreNeverLimited()
    {
        var limiter = Limiter();
        for (var i = 0; i < 20; i++)
        {
            await limiter.AdmitAsync(From("192.0.2.1"), Caller.Service, Method);
            await limiter.AdmitAsync(From("192.0.2.1"), Caller.User("ada", "Ada", byService: true), Method);
        }
    }

    [Fact]
    public async Task Admit_AKeyOfAService_IsLimited()
    {
        var limiter = Limiter();
        var service = Caller.Service with { KeyId = "k" };
        for (var i = 0; i < 3; i++)
            await limiter.AdmitAsync(From("192.0.2.1"), service, Method);

        await Assert.ThrowsAsync<DomainError>(async () => await limiter.AdmitAsync(From("192.0.2.1"), service with { Kind = CallerKind.User, ByService = true }, Method));
    }

    [Fact]
    public async Task Admit_AMethodWithALimitOfItsOwn_IsLimitedByAddressWhereNobodyIsKnown()
    {
        _options.Methods[Method] = new() { PerSecond = 0.1, Burst = 1 };
        var limiter = Limiter();
        await limiter.AdmitAsync(From("192.0.2.1"), Caller.Anonymous, Method);

        var error = await Assert.ThrowsAsync<DomainError>(async () => await limiter.AdmitAsync(From("192.0.2.1"), Caller.Anonymous, Method));

        Assert.Equal(("method", TimeSpan.FromSeconds(10)), (error.Metadata["limit"], error.RetryAfter));
        await limiter.AdmitAsync(From("192.0.2.2"), Caller.Anonymous, Method);
        await limiter.AdmitAsync(From("192.0.2.1"), Caller.Anonymous, Method + "2");
    }

    [Fact]
    public void OpenStream_BeyondTheLimit_IsRefusedUntilOneCloses()
    {
        _options.StreamsPerCaller = 2;
        var limiter = Limiter();
        var (http, ada) = (From("192.0.2.1"), Caller.User("ada", "Ada", "s1"));
        var first = limiter.OpenStream(http, ada);
        using var second = limiter.OpenStream(http, ada);
        Assert.Equal("TOO_MANY_STREAMS", Assert.Throws<DomainError>(() => limiter.OpenStream(http, ada)).Reason);

        first!.Dispose();
        first.Dispose();

        using var third = limiter.OpenStream(http, ada);
        Assert.Throws<DomainError>(() => limiter.OpenStream(http, ada));
    }

    private CallLimiter Limiter() => new(_options, _time);

    private static bool Arrives(CallLimiter limiter, string? address, string? header = null)
    {
        try
        {
            limiter.Arrive(From(address, header));
            return true;
        }
        catch (DomainError)
        {
            return false;
        }
    }

    private static DefaultHttpContext From(string? address, string? header = null)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        if (header is not null)
            http.Request.Headers[header] = "198.51.100.1";
        return http;
    }
}
