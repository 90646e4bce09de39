using Ayni.Domain.Interactions;

namespace Ayni.Features.Histories;

/// <summary>What was done with a product in one window, as exact sums.</summary>
public sealed class ProductWindow : IWindowSums
{
    private static readonly Tally<int> NoDays = new();

    private long _ratings;
    private long _quantity;
    private long _sentiment;

    private readonly bool _isWhole;

    /// <param name="isWhole">Whether it is the window of everything, which alone tells days and reviews.</param>
    internal ProductWindow(bool isWhole) => (_isWhole, Days) = (isWhole, isWhole ? new() : NoDays);

    /// <summary>Interactions of any type.</summary>
    public int Interactions { get; private set; }

    /// <summary>Views.</summary>
    public int Views { get; private set; }

    /// <summary>Carts.</summary>
    public int Carts { get; private set; }

    /// <summary>Purchase lines.</summary>
    public int Lines { get; private set; }

    /// <summary>Pieces bought.</summary>
    public double Quantity => _quantity / 1e6;

    /// <summary>Ratings.</summary>
    public int Ratings { get; private set; }

    /// <summary>Mean rating; null without one.</summary>
    public double? MeanRating => Ratings == 0 ? null : _ratings / 1e6 / Ratings;

    /// <summary>Reviews with a text; of the window of everything alone.</summary>
    public int Reviews { get; private set; }

    /// <summary>Mean sentiment of the reviews, −1 to 1; null without one.</summary>
    public double? MeanSentiment => Reviews == 0 ? null : _sentiment / 1e6 / Reviews;

    /// <summary>Interactions by day of the week, 1 Monday to 7 Sunday.</summary>
    public Tally<int> Days { get; }

    void IWindowSums.Add(FeatureEvent happened) => Change(happened, 1);

    void IWindowSums.Remove(FeatureEvent happened) => Change(happened, -1);

    private void Change(FeatureEvent happened, int sign)
    {
        Interactions += sign;
        if (_isWhole)
            Tell(happened, sign);
        _quantity += sign * happened.Quantity;
        _ratings += sign * happened.Rating;
        switch (happened.Type)
        {
            case InteractionType.View:
                Views += sign;
                break;
            case InteractionType.Cart:
                Carts += sign;
                break;
            case InteractionType.Purchase:
                Lines += sign;
                break;
            case InteractionType.Rating:
                Ratings += sign;
                break;
        }
    }

    private void Tell(FeatureEvent happened, int sign)
    {
        Days.Change(happened.Day, sign);
        if (happened.Sentiment is { } sentiment)
            (Reviews, _sentiment) = (Reviews + sign, _sentiment + (sign * sentiment));
    }
}
