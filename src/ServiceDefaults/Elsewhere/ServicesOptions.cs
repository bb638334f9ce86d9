namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>Settings under <c>Services</c>: the services that do not run in this process, and what services show each other.</summary>
internal sealed class ServicesOptions
{
    /// <summary>Read and checked by <see cref="Identity.ServiceKey"/>; here so that it is known as a setting.</summary>
    public string Key { get; set; } = "";

    /// <summary>ChatService, and the turns of agents.</summary>
    public ServicePlaceOptions Chat { get; } = new();

    /// <summary>AgentService.</summary>
    public ServicePlaceOptions Agents { get; } = new();

    /// <summary>DocumentService and ScraperService.</summary>
    public ServicePlaceOptions Documents { get; } = new();

    /// <summary>VectorService.</summary>
    public ServicePlaceOptions Vectors { get; } = new();

    /// <summary>By name of a <see cref="ServicePlaces"/>.</summary>
    public ServicePlaceOptions Of(string place) => place switch
    {
        ServicePlaces.Chat => Chat,
        ServicePlaces.Agents => Agents,
        ServicePlaces.Documents => Documents,
        ServicePlaces.Vectors => Vectors,
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, "There is no such place."),
    };
}
