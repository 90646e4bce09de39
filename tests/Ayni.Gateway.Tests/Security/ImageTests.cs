using Ayni.Gateway.Tests.Telemetry;
using YamlDotNet.RepresentationModel;

namespace Ayni.Gateway.Tests.Security;

/// <summary>What the gateway may do on the machine that runs its image, as the files of the deployment say.</summary>
public sealed class ImageTests
{
    [Fact]
    public void Compose_Gateway_WritesNothingButItsVolumeAndHasNoPrivileges()
    {
        var gateway = DeployFiles.Yaml("docker-compose.yml")["services"]["gateway"];

        Assert.Equal("true", DeployFiles.Text(gateway, "read_only"));
        Assert.Equal(["ALL"], Texts(gateway, "cap_drop"));
        Assert.Equal(["no-new-privileges:true"], Texts(gateway, "security_opt"));
        Assert.Equal(["/tmp"], Texts(gateway, "tmpfs"));
        Assert.Equal("/data", DeployFiles.Text(gateway["environment"], "TMPDIR"));
        Assert.All(
            DeployFiles.Items(gateway, "ports"),
            port => Assert.StartsWith("127.0.0.1:", ((YamlScalarNode)port).Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Image_LastStage_DoesNotRunAsRoot()
    {
        var lines = DeployFiles.Read("deploy/gateway.Dockerfile").Split('\n');

        var lastStage = lines.Skip(
            Array.FindLastIndex(lines, line => line.StartsWith("FROM ", StringComparison.Ordinal)));

        var users = lastStage.Where(line => line.StartsWith("USER ", StringComparison.Ordinal));
        Assert.Equal(["USER $APP_UID"], users);
        Assert.Contains("VOLUME /data", lastStage);
    }

    private static IEnumerable<string?> Texts(YamlNode node, string name) =>
        DeployFiles.Items(node, name).Select(item => ((YamlScalarNode)item).Value);
}
