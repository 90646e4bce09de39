namespace Ayni.Gateway.Tests;

public sealed class GatewayArgumentsTests
{
    [Fact]
    public void Parse_DemoBetweenSettings_IsTakenOut()
    {
        var arguments = GatewayArguments.Parse(["--data", "x", "--demo", "--urls=http://localhost:1"]);

        Assert.True(arguments.Demo);
        Assert.Null(arguments.Unknown);
        Assert.Equal(["--data", "x", "--urls=http://localhost:1"], arguments.Settings);
    }

    [Theory]
    [InlineData("--dmeo")]
    [InlineData("demo")]
    public void Parse_Misspelt_IsNamed(string argument) =>
        Assert.Equal(argument, GatewayArguments.Parse([argument]).Unknown);

    [Fact]
    public void Parse_Setting_IsKnownByItsColon() =>
        Assert.Null(GatewayArguments.Parse(["--Ayni:SiloPort", "2", "--Logging:LogLevel:Default=Debug"]).Unknown);
}
