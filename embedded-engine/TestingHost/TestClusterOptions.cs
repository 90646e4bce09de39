using System.Globalization;

namespace Orleans.TestingHost;

/// <summary>Options of a test cluster.</summary>
public class TestClusterOptions
{
    public string ClusterId { get; set; } = null!;

    public string ServiceId { get; set; } = null!;

    public int BaseSiloPort { get; set; }

    public int BaseGatewayPort { get; set; }

    public bool InitializeClientOnDeploy { get; set; }

    public short InitialSilosCount { get; set; }

    public List<string?> SiloBuilderConfiguratorTypes { get; } = [];

    public List<string?> ClientBuilderConfiguratorTypes { get; } = [];

    public Dictionary<string, string?> ToDictionary()
    {
        var result = new Dictionary<string, string?>
        {
            [$"Orleans:{nameof(ClusterId)}"] = ClusterId,
            [$"Orleans:{nameof(ServiceId)}"] = ServiceId,
            [nameof(BaseSiloPort)] = BaseSiloPort.ToString(CultureInfo.InvariantCulture),
            [nameof(BaseGatewayPort)] = BaseGatewayPort.ToString(CultureInfo.InvariantCulture),
            [nameof(InitializeClientOnDeploy)] = InitializeClientOnDeploy.ToString(),
            [nameof(InitialSilosCount)] = InitialSilosCount.ToString(CultureInfo.InvariantCulture),
        };
        for (var i = 0; i < SiloBuilderConfiguratorTypes.Count; i++)
            result[$"{nameof(SiloBuilderConfiguratorTypes)}:{i}"] = SiloBuilderConfiguratorTypes[i];
        for (var i = 0; i < ClientBuilderConfiguratorTypes.Count; i++)
            result[$"{nameof(ClientBuilderConfiguratorTypes)}:{i}"] = ClientBuilderConfiguratorTypes[i];
        return result;
    }
}
