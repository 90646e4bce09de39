using System.Text.Json;
using Ayni.Domain.Training;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Documentation;

/// <summary>The document says of each training option what the table says.</summary>
public sealed class TrainingOptionSchemaTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    [Theory]
    [InlineData("TrainingRequestBody", false)]
    [InlineData("TrainingOptionsBody", false)]
    [InlineData("WeightsRequestBody", true)]
    [InlineData("WeightsBody", true)]
    public async Task Document_TrainingOptions_HaveTextRangeAndDefaultOfTheTable(string schema, bool isWeights)
    {
        var properties = (await shop.Client.GetAsync("/openapi/v1.json"))[$"components.schemas.{schema}.properties"];
        var table = isWeights
            ? TrainingOptionTable.Weights
            : [.. TrainingOptionTable.Model, .. TrainingOptionTable.Parts, .. TrainingOptionTable.Run];

        foreach (var option in table)
        {
            var property = properties.GetProperty(option.WireName);
            Assert.Equal($"{option.Text}.", property.GetProperty("description").GetString());
            AssertRange(property, option);
        }
    }

    [Fact]
    public async Task Post_OptionOverItsBound_IsNamed()
    {
        foreach (var option in TrainingOptionTable.All)
        {
            var over = option switch
            {
                NumberOption<int> { Max: < int.MaxValue } whole => whole.Max + 1.0,
                NumberOption<double> number => number.Max + 1,
                _ => -1e30,
            };
            var isWeight = TrainingOptionTable.Weights.Contains(option);
            var body = FormattableString.Invariant($"{{\"{option.WireName}\": {over}}}");

            var refusal = await shop.Client.PostAsync(
                "/v1/training", isWeight ? $"{{\"weights\": {body}}}" : body);

            refusal.AssertRefused(400, "invalid", isWeight ? $"weights.{option.WireName}" : option.WireName);
        }
    }

    private static void AssertRange(JsonElement property, ModelOption option)
    {
        if (option is SwitchOption which)
        {
            Assert.Equal(which.Default, property.GetProperty("default").GetBoolean());
            return;
        }

        if (option is ChoiceOption choice)
        {
            Assert.Equal(choice.Default, property.GetProperty("default").GetString());
            Assert.Equal(
                choice.Names, property.GetProperty("enum").EnumerateArray().Select(name => name.GetString()));
            return;
        }

        if (option is not NumberOption<double> number)
        {
            Assert.True(property.TryGetProperty("minimum", out _), option.Name);
            Assert.True(property.TryGetProperty("maximum", out _), option.Name);
            return;
        }

        var min = property.GetProperty(number.IsOverMin ? "exclusiveMinimum" : "minimum").GetDouble();
        Assert.Equal((number.Min, number.Max), (min, property.GetProperty("maximum").GetDouble()));
        if (number.Default is { } value)
            Assert.Equal(value, property.GetProperty("default").GetDouble());
    }
}
