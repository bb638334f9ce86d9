using GroupChat.Gateway.Accounts;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Accounts;

public sealed class SignInThrottleTests
{
    private const string Home = "192.0.2.1";
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Begin_GuessingAtManyAccountsFromOneAddress_IsThrottled()
    {
        var throttle = new SignInThrottle(_time);

        Assert.Equal(50, await CountAsync(80, i => BeginsAsync(throttle, $"account {i}", Home)));

        Assert.True(await BeginsAsync(throttle, "account 0", "192.0.2.2"));
    }

    [Fact]
    public async Task Begin_GuessingAtOneAccountFromManyAddresses_DoesNotLockItsOwnerOut()
    {
        var throttle = new SignInThrottle(_time);
        Assert.True(await BeginsAsync(throttle, "ada", Home));
        await throttle.SucceededAsync("ada", Home);

        Assert.Equal(100, await CountAsync(200, i => BeginsAsync(throttle, "ada", $"198.51.100.{i}")));

        Assert.True(await BeginsAsync(throttle, "ada", Home));
        Assert.False(await BeginsAsync(throttle, "ada", "203.0.113.1"));
    }

    [Fact]
    public async Task Succeeded_AgainAndAgain_IsNeverThrottled()
    {
        var throttle = new SignInThrottle(_time);
        for (var i = 0; i < 500; i++)
        {
            Assert.True(await BeginsAsync(throttle, "ada", Home));
            await throttle.SucceededAsync("ada", Home);
        }
    }

    [Fact]
    public async Task Begin_AfterTheTimeItWasToldToWait_MayTryAgain()
    {
        var throttle = new SignInThrottle(_time);
        while (await BeginsAsync(throttle, "ada", Home))
        {
        }

        _time.Advance((await Assert.ThrowsAsync<DomainError>(() => throttle.BeginAsync("ada", Home))).RetryAfter!.Value);

        Assert.True(await BeginsAsync(throttle, "ada", Home));
    }

    private static async Task<int> CountAsync(int attempts, Func<int, Task<bool>> begins)
    {
        var begun = 0;
        for (var i = 0; i < attempts; i++)
            begun += await begins(i) ? 1 : 0;
        return begun;
    }

    private static async Task<bool> BeginsAsync(SignInThrottle throttle, string account, string address)
    {
        try
        {
            await throttle.BeginAsync(account, address).Within();
            return true;
        }
        catch (DomainError)
        {
            return false;
        }
    }
}
