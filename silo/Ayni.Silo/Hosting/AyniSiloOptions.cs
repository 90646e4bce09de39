namespace Ayni.Silo.Hosting;

/// <summary>Where a silo keeps its data and how it finds the others; configuration section <c>Ayni</c>.</summary>
public sealed class AyniSiloOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Ayni";

    /// <summary>
    /// What this process is to the cluster. <value>Default silo; client needs <see cref="Postgres"/>.</value>
    /// </summary>
    public AyniRole Role { get; set; }

    /// <summary>Folder of the SQLite file and the models, used without <see cref="Postgres"/>.</summary>
    public string DataDirectory { get; set; } = "ayni-data";

    /// <summary>PostgreSQL connection string; given, everything durable is there.</summary>
    public string? Postgres { get; set; }

    /// <summary>Cluster this silo joins (PostgreSQL).</summary>
    public string ClusterId { get; set; } = "ayni";

    /// <summary>Service whose state the cluster holds.</summary>
    public string ServiceId { get; set; } = "ayni";

    /// <summary>
    /// Port for other silos (PostgreSQL). <value>Default 11111; range 1 to 65,535.</value>
    /// </summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>Port for clients (PostgreSQL). <value>Default 30000; range 1 to 65,535.</value></summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>Address other silos reach this one at; null: the host name's first IPv4 address.</summary>
    public string? AdvertisedAddress { get; set; }

    /// <summary>
    /// Folder or file of a pretrained sentence encoder (ONNX); null: the words of the catalogue are all there is.
    /// Models keep the vectors of the encoder they were trained with: train again after a change.
    /// </summary>
    public string? TextEncoder { get; set; }

    /// <summary>Maps Orleans' own dashboard. <value>Default false.</value></summary>
    public bool Dashboard { get; set; }

    /// <summary>Refuses a value outside its range.</summary>
    /// <exception cref="ArgumentException">Names the setting, its value, the range and where to set it.</exception>
    public void Validate()
    {
        RequireRange(nameof(SiloPort), SiloPort, 1, ushort.MaxValue);
        RequireRange(nameof(GatewayPort), GatewayPort, 1, ushort.MaxValue);
        RequireText(nameof(ClusterId), ClusterId);
        RequireText(nameof(ServiceId), ServiceId);
        if (Role == AyniRole.Client && Postgres is null)
        {
            throw new ArgumentException(
                $"{Section}:{nameof(Role)} is client and {Section}:{nameof(Postgres)} is not set: the silos of a "
                + "cluster are found there. Set it, or leave the role out for a process with a silo of its own.");
        }

        if (Postgres is null)
            RequireText(nameof(DataDirectory), DataDirectory);
    }

    private static void RequireRange(string name, int value, int low, int high)
    {
        if (value < low || value > high)
            throw new ArgumentException($"{Section}:{name} is {value}; it must be {low} to {high}. {Remedy(name)}");
    }

    private static void RequireText(string name, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw new ArgumentException($"{Section}:{name} is empty; it must name something. {Remedy(name)}");
    }

    private static string Remedy(string name) =>
        $"Set it in appsettings.json, as the environment variable {Section}__{name}, or leave it out for the default.";
}
