namespace Orleans.Configuration;

/// <summary>Names of the cluster.</summary>
public class ClusterOptions
{
    public const string DefaultClusterId = "default";

    public const string DefaultServiceId = "default";

    internal const string DevelopmentClusterId = "dev";

    internal const string DevelopmentServiceId = "dev";

    public string ClusterId { get; set; } = DefaultClusterId;

    public string ServiceId { get; set; } = DefaultServiceId;
}
