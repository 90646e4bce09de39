using Microsoft.ML.OnnxRuntime;

namespace Ayni.Content.Onnx;

/// <summary>
/// A pretrained classifier of sentiment in the ONNX format, such as a BERT that tells one to five stars. A review's
/// score is the mean of its classes' scores by their probabilities: softmax of what the model says.
/// </summary>
/// <remarks>Thread-safe. A review has the same score within rounding whatever its batch.</remarks>
public sealed class OnnxSentiment : ISentimentScorer, IDisposable
{
    private readonly OnnxSentimentOptions _options;
    private readonly InferenceSession _session;
    private readonly ITextTokens _tokens;
    private readonly string _output;
    private readonly bool _hasSegments;

    private OnnxSentiment(OnnxSentimentOptions options, InferenceSession session, ITextTokens tokens, string output)
    {
        (_options, _session, _tokens, _output) = (options, session, tokens, output);
        _hasSegments = TokenBatch.HasSegments(session);

        // One run says how many classes there are, and so whether the options fit.
        _ = Run([tokens.Read("a", options.MaxTokens)]);
    }

    /// <inheritdoc/>
    public string Name => "onnx";

    /// <summary>Loads model and tokenizer, and runs the model once.</summary>
    /// <param name="options">Where they are, and what the classes mean.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="FileNotFoundException">Model or tokenizer is not there: where it was looked for.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be: inputs, outputs, vocabulary.</exception>
    public static OnnxSentiment Open(OnnxSentimentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        var files = EncoderFiles.Find(options.Path, options.TokenizerPath, OnnxSentimentOptions.ConfigurationKey);
        var tokens = files.ReadTokenizer(options.IsUncased);
        var session = TokenBatch.Open(files.Model, options.Threads);
        try
        {
            return new OnnxSentiment(options, session, tokens, OutputOf(session, files.Model));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TextSentiment> Score(
        IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var scores = new TextSentiment[texts.Count];
        Array.Fill(scores, TextSentiment.Of(0));
        var read = Enumerable.Range(0, texts.Count)
            .Where(text => !string.IsNullOrWhiteSpace(texts[text]))
            .Select(text => (Text: text, Tokens: _tokens.Read(texts[text], _options.MaxTokens)))
            .OrderBy(entry => entry.Tokens.Length)
            .ThenBy(entry => entry.Text);
        foreach (var batch in read.Chunk(_options.BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var said = Run([.. batch.Select(entry => entry.Tokens)]);
            for (var entry = 0; entry < batch.Length; entry++)
                scores[batch[entry].Text] = TextSentiment.Of(Math.Clamp(said[entry], -1, 1));
        }

        return scores;
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => _session.Dispose();

    private static string OutputOf(InferenceSession session, string modelPath)
    {
        var outputs = session.OutputMetadata
            .Where(output => output.Value.ElementType == typeof(float) && output.Value.Dimensions.Length == 2)
            .Select(output => output.Key)
            .ToList();
        return outputs.Count == 1
            ? outputs[0]
            : throw new InvalidDataException(
                $"'{modelPath}' gives {string.Join(", ", session.OutputMetadata.Keys)}: exactly one must be float, "
                + "texts × classes. Export it for text classification.");
    }

    private double[] Run(IReadOnlyList<long[]> texts)
    {
        using var inputs = new TokenBatch(texts, _tokens.Padding, _hasSegments);
        using var run = new RunOptions();
        using var outputs = _session.Run(run, inputs.Values, [_output]);
        var shape = outputs[0].GetTensorTypeAndShape().Shape;
        if (shape.Length != 2 || shape[0] != texts.Count || shape[1] < 2)
        {
            throw new InvalidDataException(
                $"Output '{_output}' has shape [{string.Join(", ", shape)}] for {texts.Count} texts; two classes or "
                + "more a text were expected.");
        }

        var classes = (int)shape[1];
        if (_options.ClassScores.Length is var given && given > 0 && given != classes)
        {
            throw new InvalidDataException(
                $"The model has {classes} classes and ClassScores {given}: give one score a class, in its order.");
        }

        var logits = outputs[0].GetTensorDataAsSpan<float>();
        var scores = new double[texts.Count];
        for (var text = 0; text < scores.Length; text++)
            scores[text] = Expected(logits.Slice(text * classes, classes));
        return scores;
    }

    private double Expected(ReadOnlySpan<float> logits)
    {
        var greatest = float.NegativeInfinity;
        foreach (var logit in logits)
            greatest = Math.Max(greatest, logit);
        var (sum, total) = (0.0, 0.0);
        for (var place = 0; place < logits.Length; place++)
        {
            var share = Math.Exp(logits[place] - greatest);
            var score = _options.ClassScores.Length > 0
                ? _options.ClassScores[place]
                : -1 + (2.0 * place / (logits.Length - 1));
            (sum, total) = (sum + (share * score), total + share);
        }

        return sum / total;
    }
}
