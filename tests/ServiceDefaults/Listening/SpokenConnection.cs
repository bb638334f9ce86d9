using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace GroupChat.ServiceDefaults.Tests.Listening;

/// <summary>A connection whose client is the test.</summary>
internal sealed class SpokenConnection : ConnectionContext, IDuplexPipe
{
    private readonly Pipe _fromClient = new();
    private readonly Pipe _toClient = new();

    public SpokenConnection() => Transport = this;

    public bool IsAborted { get; private set; }

    public bool IsDisposed { get; private set; }

    public PipeReader Input => _fromClient.Reader;

    public PipeWriter Output => _toClient.Writer;

    public override IDuplexPipe Transport { get; set; }

    public override string ConnectionId { get; set; } = "test";

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public async Task Say(string text) => await _fromClient.Writer.WriteAsync(Encoding.ASCII.GetBytes(text));

    public override void Abort(ConnectionAbortedException abortReason)
    {
        IsAborted = true;
        _fromClient.Writer.Complete(abortReason);
    }

    public override ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return base.DisposeAsync();
    }
}
