namespace Ayni.Domain.Consents;

/// <summary>What a shopper's data are used for.</summary>
public enum Purpose
{
    /// <summary>Answers and lists made of what the shopper did.</summary>
    Personalisation = 1,

    /// <summary>Whatever ends in a model: its training, tuning and judging.</summary>
    Training = 2,

    /// <summary>Whatever people look at: features, marts, segments, reports, figures of what was shown.</summary>
    Analytics = 3,
}
