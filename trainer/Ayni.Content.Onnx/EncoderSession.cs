using Microsoft.ML.OnnxRuntime;

namespace Ayni.Content.Onnx;

/// <summary>A model that gives a vector for each token, run on batches. Thread-safe.</summary>
internal sealed class EncoderSession : IDisposable
{
    /// <summary>Names of the output, the first that is there; else the only one of three dimensions.</summary>
    private static readonly string[] OutputNames = ["last_hidden_state", "token_embeddings"];

    private readonly InferenceSession _session;
    private readonly string _output;
    private readonly bool _hasSegments;

    /// <exception cref="InvalidDataException">No model, or not one of this kind: what it lacks or has.</exception>
    public EncoderSession(string modelPath, int threads)
    {
        _session = TokenBatch.Open(modelPath, threads);
        try
        {
            _hasSegments = TokenBatch.HasSegments(_session);
            _output = FindOutput(modelPath);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>Runs a batch and takes the mean of each text's token vectors.</summary>
    /// <param name="batch">Tokens of each text, at least one text and one token each.</param>
    /// <param name="padding">What fills up short texts; the mask leaves it out.</param>
    /// <returns>Texts × dimensions, not normalised.</returns>
    public float[][] Run(IReadOnlyList<long[]> batch, long padding)
    {
        using var inputs = new TokenBatch(batch, padding, _hasSegments);
        var length = inputs.Length;
        using var run = new RunOptions();
        using var outputs = _session.Run(run, inputs.Values, [_output]);
        var outputShape = outputs[0].GetTensorTypeAndShape().Shape;
        if (outputShape.Length != 3 || outputShape[0] != batch.Count || outputShape[1] != length)
        {
            throw new InvalidDataException(
                $"Output '{_output}' has shape [{string.Join(", ", outputShape)}] for {batch.Count} texts of {length} "
                + "tokens; a vector a token was expected.");
        }

        return Means(outputs[0].GetTensorDataAsSpan<float>(), batch, length, (int)outputShape[2]);
    }

    public void Dispose() => _session.Dispose();

    private static float[][] Means(ReadOnlySpan<float> vectors, IReadOnlyList<long[]> batch, int length, int width)
    {
        var means = new float[batch.Count][];
        var sums = new double[width];
        for (var text = 0; text < batch.Count; text++)
        {
            sums.AsSpan().Clear();
            for (var token = 0; token < batch[text].Length; token++)
            {
                var vector = vectors.Slice(((text * length) + token) * width, width);
                for (var element = 0; element < width; element++)
                    sums[element] += vector[element];
            }

            means[text] = Array.ConvertAll(sums, sum => (float)(sum / batch[text].Length));
        }

        return means;
    }

    private string FindOutput(string modelPath)
    {
        var vectors = _session.OutputMetadata
            .Where(output => output.Value.ElementType == typeof(float) && output.Value.Dimensions.Length == 3)
            .Select(output => output.Key)
            .ToList();
        return OutputNames.FirstOrDefault(vectors.Contains)
            ?? (vectors.Count == 1
                ? vectors[0]
                : throw new InvalidDataException(
                    $"'{modelPath}' gives {string.Join(", ", _session.OutputMetadata.Keys)}: none is known as a float "
                    + $"vector for each token ({string.Join(" or ", OutputNames)})."));
    }
}
