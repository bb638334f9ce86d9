using System.Threading.Channels;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>One open Converse stream of the fake server: what is to go out, and the fault that may befall it.</summary>
internal sealed class FakeStream(FakeState state, Participant user, HttpContext http)
{
    private readonly Channel<ServerFrame> _outgoing = Channel.CreateUnbounded<ServerFrame>();

    public Participant User => user;

    public void Send(ServerFrame frame) => _outgoing.Writer.TryWrite(frame);

    /// <summary>Ends the stream as the server does when all is well.</summary>
    public void End() => _outgoing.Writer.TryComplete();

    /// <summary>Breaks the stream without a word.</summary>
    public void Cut()
    {
        try
        {
            http.Abort();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }

    public async Task WriteAsync(IServerStreamWriter<ConverseResponse> responses, CancellationToken cancellationToken)
    {
        await foreach (var frame in _outgoing.Reader.ReadAllAsync(cancellationToken))
        {
            var fault = state.OnFrame(frame);
            if (fault is Fault.None or Fault.CutAfter or Fault.Repeat)
                await responses.WriteAsync(new() { Frame = frame }, cancellationToken);
            if (fault == Fault.Repeat)
                await responses.WriteAsync(new() { Frame = frame }, cancellationToken);
            if (fault is Fault.CutBefore or Fault.CutAfter)
            {
                Cut();
                return;
            }
        }
    }
}
