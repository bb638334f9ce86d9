using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Gateway.Tests.Edge.Forwarding;

/// <summary>Watches callers and ends them all when a test says so.</summary>
internal sealed class OneWatch : ICallerWatch, IDisposable
{
    private readonly CancellationTokenSource _ended = new();

    public CallerStay? Begin(Caller caller) => new Stay(_ended.Token);

    public void End() => _ended.Cancel();

    public void Dispose() => _ended.Dispose();

    private sealed class Stay(CancellationToken ended) : CallerStay
    {
        public override CancellationToken Ended => ended;

        public override DomainError Reason => IdentityErrors.SessionRevoked();

        protected override void Dispose(bool disposing)
        {
        }
    }
}
