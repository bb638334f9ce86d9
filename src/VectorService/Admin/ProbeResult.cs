namespace GroupChat.Vectors.Admin;

/// <summary>How usual searches compare with exact ones. Latencies in milliseconds.</summary>
internal sealed record ProbeResult(int Samples, int Limit, double Recall, double MinRecall, Latency Usual, Latency Exact);
