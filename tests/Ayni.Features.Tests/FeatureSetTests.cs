using System.Text.RegularExpressions;
using Ayni.Domain.Features;
using Ayni.Features.Definitions;

namespace Ayni.Features.Tests;

public sealed partial class FeatureSetTests
{
    [Fact]
    public void Definitions_NamesAndWords_AreThere()
    {
        Assert.All(FeatureSet.All, feature =>
        {
            Assert.Matches(Name(), feature.Name);
            Assert.NotEqual(FeatureKind.Missing, feature.Kind);
            Assert.All(
                [feature.Unit, feature.Window, feature.Description, feature.Formula, feature.Owner, feature.Source],
                text => Assert.False(string.IsNullOrWhiteSpace(text), feature.Name));
        });
        Assert.Equal(FeatureSet.All.Count, FeatureSet.All.Select(feature => feature.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("avg_purchase_value_user")]
    [InlineData("total_purchases_user")]
    [InlineData("purchase_trend_over_time")]
    [InlineData("day_of_week_interaction")]
    [InlineData("average_ratings_product")]
    [InlineData("price_product")]
    [InlineData("encoded_product_category")]
    [InlineData("sentiment_score_user_reviews")]
    [InlineData("user_segment_group")]
    [InlineData("product_description_keywords")]
    public void Definitions_NamesOfTheField_AreAmongThem(string name) =>
        Assert.Contains(FeatureSet.All, feature => feature.Name == name);

    [Fact]
    public void Version_OtherFormulaDefaultOrRevision_IsAnother()
    {
        var first = FeatureSet.All[0];

        string[] versions =
        [
            FeatureSet.VersionOf([first]),
            FeatureSet.VersionOf([first with { Formula = "another" }]),
            FeatureSet.VersionOf([first with { Default = "7" }]),
            FeatureSet.VersionOf([first with { Revision = 2 }]),
            FeatureSet.VersionOf([first, first]),
        ];

        Assert.Equal(versions.Length, versions.Distinct().Count());
        Assert.Equal(FeatureSet.Version, FeatureSet.VersionOf(FeatureSet.All));
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Name();
}
