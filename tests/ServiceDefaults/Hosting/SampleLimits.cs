using System.ComponentModel.DataAnnotations;

namespace GroupChat.ServiceDefaults.Tests.Hosting;

internal sealed class SampleLimits
{
    [Range(0, 5)]
    public int Depth { get; set; }
}
