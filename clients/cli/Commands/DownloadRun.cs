using GroupChat.Cli.Connection;
using GroupChat.Cli.Output;
using GroupChat.Cli.Terminal;
using GroupChat.Contracts.Agent.V1;
using Grpc.Core;
using Spectre.Console;

namespace GroupChat.Cli.Commands;

/// <summary>Lets the server fetch a model, with a bar on a terminal. Ctrl-C stops it, and what has come stays there.</summary>
internal sealed class DownloadRun(Client client)
{
    /// <summary>Of a session that the server does not accept.</summary>
    private const int MostRenewals = 2;

    public async Task<Model> RunAsync(DownloadModelRequest request, CancellationToken cancellationToken)
    {
        var shell = client.Shell;
        if (!shell.ErrorIsTerminal || client.Settings.Quiet || shell.Variable("TERM") == "dumb")
            return await FetchAsync(request, static _ => { }, cancellationToken);
        Model? model = null;
        await SpectreConsole.On(shell.Error, shell).Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new DownloadedColumn(),
                new TransferSpeedColumn(),
                new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(Sanitizer.Line(request.ModelId)));
                model = await FetchAsync(request, progress => Show(bar, progress), cancellationToken);
            });
        return model!;
    }

    private static void Show(ProgressTask bar, DownloadModelResponse progress)
    {
        bar.IsIndeterminate = progress.TotalBytes == 0;
        bar.MaxValue = Math.Max(progress.TotalBytes, progress.ReceivedBytes);
        bar.Value = progress.ReceivedBytes;
    }

    private async Task<Model> FetchAsync(DownloadModelRequest request, Action<DownloadModelResponse> show, CancellationToken cancellationToken)
    {
        for (var renewals = 0; ; renewals++)
        {
            var session = await client.Session.GetAsync(cancellationToken);
            try
            {
                return await FetchAsync(request, session, show, cancellationToken);
            }
            catch (RpcException refused) when (refused.StatusCode == StatusCode.Unauthenticated && renewals < MostRenewals)
            {
                await client.Session.RenewAsync(session, ServerError.From(refused), cancellationToken);
            }
        }
    }

    private async Task<Model> FetchAsync(
        DownloadModelRequest request, Sessions.StoredSession session, Action<DownloadModelResponse> show, CancellationToken cancellationToken)
    {
        using var call = client.Link.Models.DownloadModel(request, ServerCalls.Signed(session, cancellationToken));
        Model? model = null;
        await foreach (var progress in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            show(progress);
            model = progress.Model;
        }
        return model ?? throw new IOException("the server said nothing of the model");
    }
}
