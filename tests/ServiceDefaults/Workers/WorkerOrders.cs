using System.Globalization;
using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Workers;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.ServiceDefaults.Tests.Workers;

/// <summary>Orders to a <see cref="SampleWorker"/>, and a look whether its process is there.</summary>
internal static class WorkerOrders
{
    public static async Task<string> TellAsync(this WorkerLease lease, string order, CancellationToken cancellationToken = default)
    {
        var client = new AgentService.AgentServiceClient(lease.Invoker);
        return (await client.GetAgentAsync(new GetAgentRequest { AgentId = order }, cancellationToken: cancellationToken)).Agent.AgentId;
    }

    /// <summary>Takes a lease for one order.</summary>
    public static async Task<string> TellAsync(this Worker worker, string order)
    {
        using var lease = await worker.LeaseAsync(CancellationToken.None).Within();
        return await lease.TellAsync(order).Within();
    }

    public static async Task<int> PidAsync(this Worker worker) => int.Parse(await worker.TellAsync("pid"), CultureInfo.InvariantCulture);

    /// <summary>The process that came after another. Until that is noticed to be gone, calls fail as any caller's would.</summary>
    public static async Task<int> PidAfterAsync(this Worker worker, int gone)
    {
        while (true)
        {
            try
            {
                if (await worker.PidAsync() is var pid && pid != gone)
                    return pid;
            }
            catch (RpcException error) when (error.StatusCode == StatusCode.Unavailable)
            {
                await Task.Delay(10);
            }
        }
    }

    /// <summary>Returns when the process is gone, or only its exit code is left of it.</summary>
    public static async Task GoneAsync(int pid)
    {
        while (IsAlive(pid))
            await Task.Delay(20);
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
