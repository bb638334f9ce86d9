namespace GroupChat.Bench.Load;

/// <summary>Streams that were opened, left alone and closed: what they cost while they were there.</summary>
internal sealed record IdleCycle(double BytesPerStream, double Cores, double Megabytes);
