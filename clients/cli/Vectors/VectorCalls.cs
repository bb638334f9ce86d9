using GroupChat.Cli.Commands;
using GroupChat.Cli.Connection;
using GroupChat.Cli.Output;
using Grpc.Core;

namespace GroupChat.Cli.Vectors;

/// <summary>Calls that only services may make: they show a service key instead of a session.</summary>
internal sealed class VectorCalls(Client client, string key)
{
    /// <summary>The environment variable with the key.</summary>
    public const string Variable = "GROUPCHAT_KEY";

    /// <summary>Snapshots of large collections take their time.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromHours(2);

    /// <exception cref="UsageException">There is none, or it is none.</exception>
    public static async Task<string> KeyAsync(Client client, string? file, CancellationToken cancellationToken)
    {
        var key = (file is null ? client.Shell.Variable(Variable) : await File.ReadAllTextAsync(file, cancellationToken))?.Trim();
        if (string.IsNullOrEmpty(key))
            throw new UsageException($"a service key is needed: --key-file FILE, or the environment variable {Variable}");
        return key.All(static letter => letter is > ' ' and <= '~') ? key : throw new UsageException("the service key must be printable ASCII without spaces");
    }

    /// <summary>One with one answer, repeated while nobody answers.</summary>
    public Task<T> CallAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken) => client.Calls.PatientlyAsync(
        () => TimedCall.RunAsync(async token => await call(Options(token)), Timeout, client.Shell.Time, cancellationToken), cancellationToken);

    /// <summary>For a stream, which is not repeated.</summary>
    public CallOptions Options(CancellationToken cancellationToken) =>
        new(new() { { "authorization", $"Bearer {key}" } }, cancellationToken: cancellationToken);
}
