using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Session.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace GroupChat.Bench.Load;

/// <summary>A signed-in user of the server under test.</summary>
internal sealed class BenchClient(GrpcChannel channel, string token)
{
    public string Token { get; } = token;

    public ChatService.ChatServiceClient Chat { get; } = new(channel);

    public SessionService.SessionServiceClient Sessions { get; } = new(channel);

    public Metadata Headers { get; } = new() { { "authorization", $"Bearer {token}" } };

    public static async Task<BenchClient> SignInAsync(GrpcChannel channel, string name)
    {
        var created = await new SessionService.SessionServiceClient(channel).CreateSessionAsync(new() { DisplayName = name });
        return new(channel, created.Credentials.AccessToken);
    }

    public async Task<BenchStream> OpenAsync(CancellationToken cancellationToken)
    {
        var stream = new BenchStream(Chat.Converse(Headers, cancellationToken: cancellationToken));
        await stream.RoundTripAsync(new() { Open = new() });
        return stream;
    }
}
