using GroupChat.Gateway.Accounts;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Accounts;

public sealed class SignInThrottleTests
{
    private const string Home = "192.0.2.1";
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Begin_GuessingAtManyAccountsFromOneAddress_IsThrottled()
    {
        var throttle = new SignInThrottle(_time);

        Assert.Equal(50, Enumerable.Range(0, 80).Count(i => Begins(throttle, $"account {i}", Home)));

        Assert.True(Begins(throttle, "account 0", "192.0.2.2"));
    }

    [Fact]
    public void Begin_GuessingAtOneAccountFromManyAddresses_DoesNotLockItsOwnerOut()
    {
        var throttle = new SignInThrottle(_time);
        Assert.True(Begins(throttle, "ada", Home));
        throttle.Succeeded("ada", Home);

        Assert.Equal(100, Enumerable.Range(0, 200).Count(i => Begins(throttle, "ada", $"198.51.100.{i}")));

        Assert.True(Begins(throttle, "ada", Home));
        Assert.False(Begins(throttle, "ada", "203.0.113.1"));
    }

    [Fact]
    public void Succeeded_AgainAndAgain_IsNeverThrottled()
    {
        var throttle = new SignInThrottle(_time);
        for (var i = 0; i < 500; i++)
        {
            Assert.True(Begins(throttle, "ada", Home));
            throttle.Succeeded("ada", Home);
        }
    }

    [Fact]
    public void Begin_AfterTheTimeItWasToldToWait_MayTryAgain()
    {
        var throttle = new SignInThrottle(_time);
        while (Begins(throttle, "ada", Home))
        {
        }

        _time.Advance(Assert.Throws<DomainError>(() => throttle.Begin("ada", Home)).RetryAfter!.Value);

        Assert.True(Begins(throttle, "ada", Home));
    }

    private static bool Begins(SignInThrottle throttle, string account, string address)
    {
        try
        {
            throttle.Begin(account, address);
            return true;
        }
        catch (DomainError)
        {
            return false;
        }
    }
}
