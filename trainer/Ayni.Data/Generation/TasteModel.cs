namespace Ayni.Data.Generation;

/// <summary>
/// The hidden truth. A shopper has a share of interest in every theme (a Dirichlet draw around the segment's) and a
/// style; a product has one theme, a style and a popularity (Zipf). A choice is: a theme by the shopper's shares, then
/// a product of the theme in proportion to popularity × exp(style · style).
/// </summary>
internal sealed class TasteModel
{
    /// <summary>Length of a style.</summary>
    public const int StyleLength = 4;

    private const double ZipfExponent = 0.8;
    private const double BackgroundInterest = 0.08;
    private const double MaxStyleMatch = 2.5;
    private const double ActivitySpread = 0.9;
    private const int MostTries = 64;

    private readonly int _themes;
    private readonly double[] _interest;
    private readonly double[] _userStyle;
    private readonly double[] _productStyle;
    private readonly int[] _productTheme;
    private readonly double[] _themeShare;
    private readonly int[][] _themeProducts;
    private readonly AliasTable[] _themeTables;

    public TasteModel(
        ShopLexicon lexicon, ShopOptions options, IReadOnlyList<GeneratedProduct> products, int[] segments)
    {
        _themes = lexicon.Themes.Count;
        _productTheme = [.. products.Select(product => product.Theme)];
        _productStyle = Styles(options.Seed, "product-style", products.Count);
        _userStyle = Styles(options.Seed, "user-style", segments.Length);
        _interest = Interests(lexicon, options.Seed, segments);
        Popularity = Popularities(options.Seed, products.Count);
        _themeProducts = [.. Enumerable.Range(0, _themes).Select(theme =>
            Enumerable.Range(0, products.Count).Where(index => _productTheme[index] == theme).ToArray())];
        _themeTables = [.. _themeProducts.Select(rows => new AliasTable([.. rows.Select(row => Popularity[row])]))];
        _themeShare = [.. _themeProducts.Select(rows => rows.Sum(row => Popularity[row]))];
        Everything = new AliasTable(Popularity);
        var random = new RandomStream(options.Seed, "activity");
        Activity = new AliasTable(
            [.. segments.Select(_ => Math.Exp(ActivitySpread * random.NextGaussian()))]);
    }

    /// <summary>Share of interest of each product; sums to 1.</summary>
    public double[] Popularity { get; }

    /// <summary>Draws a product by popularity alone.</summary>
    public AliasTable Everything { get; }

    /// <summary>Draws a shopper by activity.</summary>
    public AliasTable Activity { get; }

    /// <summary>Probability of the choice over its probability by popularity, up to a factor of the shopper.</summary>
    public double Lift(int user, int product)
    {
        var theme = _productTheme[product];
        return _interest[(user * _themes) + theme] / _themeShare[theme] * Math.Exp(StyleMatch(user, product));
    }

    /// <summary>How well the styles go together: about normal, −2.5 to 2.5.</summary>
    public double StyleMatch(int user, int product)
    {
        double sum = 0;
        for (var i = 0; i < StyleLength; i++)
            sum += _userStyle[(user * StyleLength) + i] * _productStyle[(product * StyleLength) + i];
        return Math.Clamp(sum / Math.Sqrt(StyleLength), -MaxStyleMatch, MaxStyleMatch);
    }

    /// <summary>A theme by the shopper's interest and the season.</summary>
    public int DrawTheme(int user, ReadOnlySpan<double> season, RandomStream random)
    {
        Span<double> weights = stackalloc double[_themes];
        for (var theme = 0; theme < _themes; theme++)
            weights[theme] = _interest[(user * _themes) + theme] * season[theme];
        return random.NextWeighted(weights);
    }

    /// <summary>A product of a theme, by rejection: exact but for the limit on tries, which is met rarely.</summary>
    public int DrawProduct(int user, int theme, RandomStream random)
    {
        var product = 0;
        for (var tries = 0; tries < MostTries; tries++)
        {
            product = _themeProducts[theme][_themeTables[theme].Draw(random)];
            if (random.Chance(Math.Exp(StyleMatch(user, product) - MaxStyleMatch)))
                break;
        }

        return product;
    }

    private static double[] Styles(int seed, string side, int count)
    {
        var random = new RandomStream(seed, side);
        var styles = new double[count * StyleLength];
        for (var i = 0; i < styles.Length; i++)
            styles[i] = random.NextGaussian();
        return styles;
    }

    private double[] Interests(ShopLexicon lexicon, int seed, int[] segments)
    {
        var random = new RandomStream(seed, "interest");
        var weights = lexicon.Segments.Select(segment => Weights(lexicon, segment)).ToArray();
        var interest = new double[segments.Length * _themes];
        for (var user = 0; user < segments.Length; user++)
        {
            var row = interest.AsSpan(user * _themes, _themes);
            double sum = 0;
            for (var theme = 0; theme < _themes; theme++)
                sum += row[theme] = random.NextGamma(weights[segments[user]][theme]);
            for (var theme = 0; theme < _themes; theme++)
                row[theme] /= sum;
        }

        return interest;
    }

    private double[] Weights(ShopLexicon lexicon, SegmentWords segment)
    {
        var weights = new double[_themes];
        Array.Fill(weights, BackgroundInterest);
        foreach (var (key, weight) in segment.Weights)
            weights[lexicon.ThemeIndex(key)] += weight;
        return weights;
    }

    private static double[] Popularities(int seed, int count)
    {
        var random = new RandomStream(seed, "popularity");
        var ranks = Enumerable.Range(1, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (ranks[i], ranks[j]) = (ranks[j], ranks[i]);
        }

        var popularity = ranks.Select(rank => Math.Pow(rank, -ZipfExponent)).ToArray();
        var sum = popularity.Sum();
        return [.. popularity.Select(value => value / sum)];
    }
}
