using System.ComponentModel.DataAnnotations;

namespace GroupChat.ServiceDefaults.Tests.Hosting;

/// <summary>Options of every form that settings can take.</summary>
internal sealed class SampleOptions : IValidatableObject
{
    [Range(1, 1000)]
    public int Limit { get; set; } = 10;

    [Required]
    public string Title { get; set; } = "untitled";

    public bool Loud { get; set; }

    public double? Ratio { get; set; }

    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(1);

    public DayOfWeek Day { get; set; }

    public SampleLimits Inner { get; set; } = new();

    public Dictionary<string, SampleLimits> Named { get; } = [];

    public List<string> Words { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Loud && Title == "hush")
            yield return new ValidationResult("cannot be both", [nameof(Loud), nameof(Title)]);
    }
}
