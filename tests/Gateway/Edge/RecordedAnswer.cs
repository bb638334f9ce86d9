using System.Buffers;
using GroupChat.Gateway.Edge;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Http;

namespace GroupChat.Gateway.Tests.Edge;

/// <summary>Writes down what an exchange gives, and takes messages only when the test lets it.</summary>
internal sealed class RecordedAnswer : IGrpcAnswer
{
    public List<string> Heard { get; } = [];

    public GrpcEnd? End { get; private set; }

    /// <summary>Taken before each message, when there is one.</summary>
    public SemaphoreSlim? Takes { get; init; }

    /// <summary>What <see cref="EndAsync"/> throws.</summary>
    public Exception? Broken { get; init; }

    public ValueTask StartAsync(IHeaderDictionary headers, CancellationToken cancellationToken)
    {
        Heard.Add("start");
        return default;
    }

    public async ValueTask MessageAsync(GrpcFrame frame, CancellationToken cancellationToken)
    {
        if (Takes is not null)
            await Takes.WaitAsync(cancellationToken).Within();
        Heard.Add($"message {Convert.ToHexString(frame.Message.ToArray())}");
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Heard.Add("flush");
        return default;
    }

    public ValueTask EndAsync(GrpcEnd end, CancellationToken cancellationToken)
    {
        Heard.Add($"end {end.Code}");
        End = end;
        return Broken is null ? default : ValueTask.FromException(Broken);
    }
}
